import { consoleRoute, readParam } from "#lib/http/index.ts";
import { listDeskAskable } from "#lib/quality/index.ts";
import { caseNumberSchema } from "#lib/review/schema.ts";

export const GET = consoleRoute({
  permission: "cases:decide",
  handle: async ({ viewer, params }) => ({
    colleagues: await listDeskAskable(viewer, readParam(params, "number", caseNumberSchema)),
  }),
});
