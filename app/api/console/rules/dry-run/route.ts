import { consoleRoute } from "#lib/http/index.ts";
import { dryRunRule, dryRunSchema } from "#lib/rules/index.ts";

export const POST = consoleRoute({
  permission: "rules:edit",
  body: dryRunSchema,
  handle: ({ viewer, body }) => dryRunRule(viewer, body),
});
