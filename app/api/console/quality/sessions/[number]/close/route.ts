import { consoleRoute, readParam } from "#lib/http/index.ts";
import { closeSession } from "#lib/quality/index.ts";
import { caseNumberSchema } from "#lib/review/schema.ts";

export const POST = consoleRoute({
  permission: "quality:manage",
  handle: ({ viewer, params }) => closeSession(viewer, readParam(params, "number", caseNumberSchema)),
});
