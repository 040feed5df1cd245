import { undoBulk } from "#lib/bulk/index.ts";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import { caseNumberSchema } from "#lib/review/schema.ts";

export const POST = consoleRoute({
  permission: "bulk:decide",
  handle: ({ viewer, params }) => undoBulk(viewer, readParam(params, "number", caseNumberSchema)),
});
