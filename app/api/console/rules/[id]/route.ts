import { z } from "zod";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import { getRule, saveRule, saveRuleSchema } from "#lib/rules/index.ts";

export const GET = consoleRoute({
  permission: "rules:read",
  handle: ({ viewer, params }) => getRule(viewer, readParam(params, "id", z.uuid())),
});

export const PUT = consoleRoute({
  permission: "rules:edit",
  body: saveRuleSchema,
  handle: ({ viewer, params, body }) => saveRule(viewer, readParam(params, "id", z.uuid()), body),
});
