import { getBulk } from "#lib/bulk/index.ts";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import { caseNumberSchema } from "#lib/review/schema.ts";

export const GET = consoleRoute({
  permission: "bulk:decide",
  handle: ({ viewer, params }) => getBulk(viewer, readParam(params, "number", caseNumberSchema)),
});
