import { z } from "zod";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import { moveRule, moveRuleSchema } from "#lib/rules/index.ts";

export const POST = consoleRoute({
  permission: "rules:publish",
  body: moveRuleSchema,
  handle: ({ viewer, params, body }) => moveRule(viewer, readParam(params, "id", z.uuid()), body),
});
