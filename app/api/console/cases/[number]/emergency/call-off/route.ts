import { callOffSchema } from "#lib/escalation/schema.ts";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import { callOffEmergency } from "#lib/review/index.ts";
import { caseNumberSchema } from "#lib/review/schema.ts";

export const POST = consoleRoute({
  permission: "cases:take_over",
  body: callOffSchema,
  handle: ({ viewer, params, body }) =>
    callOffEmergency(viewer, readParam(params, "number", caseNumberSchema), body.version, body.reason),
});
