import { markEmergencySchema } from "#lib/escalation/schema.ts";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import { markDeskEmergency } from "#lib/quality/index.ts";
import { caseNumberSchema } from "#lib/review/schema.ts";

export const POST = consoleRoute({
  permission: "cases:decide",
  body: markEmergencySchema,
  handle: ({ viewer, params, body }) =>
    markDeskEmergency(viewer, readParam(params, "number", caseNumberSchema), body.version, body.note),
});
