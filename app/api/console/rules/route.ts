import { consoleRoute } from "#lib/http/index.ts";
import { listRules, saveRule, saveRuleSchema } from "#lib/rules/index.ts";

export const GET = consoleRoute({
  permission: "rules:read",
  handle: async ({ viewer }) => ({ rules: await listRules(viewer) }),
});

export const POST = consoleRoute({
  permission: "rules:edit",
  body: saveRuleSchema,
  status: 201,
  handle: ({ viewer, body }) => saveRule(viewer, null, body),
});
