import { consoleRoute, readParam } from "#lib/http/index.ts";
import { askAboutDeskCase } from "#lib/quality/index.ts";
import { askRequestSchema } from "#lib/review/index.ts";
import { caseNumberSchema } from "#lib/review/schema.ts";

export const POST = consoleRoute({
  permission: "cases:decide",
  body: askRequestSchema,
  status: 201,
  handle: ({ viewer, params, body }) =>
    askAboutDeskCase(viewer, readParam(params, "number", caseNumberSchema), body),
});
