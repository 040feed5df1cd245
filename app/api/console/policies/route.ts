import { consoleRoute } from "#lib/http/index.ts";
import { createPolicy, createPolicySchema, listPolicies } from "#lib/policy/index.ts";

export const GET = consoleRoute({
  permission: "policies:read",
  handle: async ({ viewer }) => ({ policies: await listPolicies(viewer) }),
});

export const POST = consoleRoute({
  permission: "policies:edit",
  body: createPolicySchema,
  status: 201,
  handle: ({ viewer, body }) => createPolicy(viewer, body),
});
