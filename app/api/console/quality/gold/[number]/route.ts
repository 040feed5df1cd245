import { consoleRoute, readParam } from "#lib/http/index.ts";
import { retireGold } from "#lib/quality/index.ts";
import { caseNumberSchema } from "#lib/review/schema.ts";

export const DELETE = consoleRoute({
  permission: "quality:manage",
  handle: ({ viewer, params }) => retireGold(viewer, readParam(params, "number", caseNumberSchema)),
});
