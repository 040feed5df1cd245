import { consoleRoute, readParam } from "#lib/http/index.ts";
import { readSession } from "#lib/quality/index.ts";
import { caseNumberSchema } from "#lib/review/schema.ts";

export const GET = consoleRoute({
  permission: "quality:take_part",
  handle: ({ viewer, params }) => readSession(viewer, readParam(params, "number", caseNumberSchema)),
});
