import { consoleRoute } from "#lib/http/index.ts";
import { orderRules, orderRulesSchema } from "#lib/rules/index.ts";

export const PUT = consoleRoute({
  permission: "rules:publish",
  body: orderRulesSchema,
  handle: ({ viewer, body }) => orderRules(viewer, body),
});
