import { consoleRoute } from "#lib/http/index.ts";
import { listPolicies } from "#lib/policy/index.ts";

export const GET = consoleRoute({
  permission: "policies:read",
  handle: async ({ viewer }) => ({ policies: await listPolicies(viewer) }),
});
