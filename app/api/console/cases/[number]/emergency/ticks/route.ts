import { tickSchema } from "#lib/escalation/schema.ts";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import { tickChecklist } from "#lib/review/index.ts";
import { caseNumberSchema } from "#lib/review/schema.ts";

export const POST = consoleRoute({
  permission: "cases:decide",
  body: tickSchema,
  handle: ({ viewer, params, body }) =>
    tickChecklist(viewer, readParam(params, "number", caseNumberSchema), body),
});
