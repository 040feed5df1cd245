import { consoleRoute, readParam } from "#lib/http/index.ts";
import { handOverDeskCase } from "#lib/quality/index.ts";
import { caseNumberSchema, handOverRequestSchema } from "#lib/review/schema.ts";

export const POST = consoleRoute({
  permission: "cases:decide",
  body: handOverRequestSchema,
  handle: ({ viewer, params, body }) =>
    handOverDeskCase(
      viewer,
      readParam(params, "number", caseNumberSchema),
      body.version,
      body.toUserId,
      body.reveals,
    ),
});
