import { consoleRoute, readParam } from "#lib/http/index.ts";
import { listColleagues } from "#lib/review/index.ts";
import { caseNumberSchema } from "#lib/review/schema.ts";

export const GET = consoleRoute({
  permission: "cases:decide",
  handle: async ({ viewer, params }) => ({
    colleagues: await listColleagues(viewer, readParam(params, "number", caseNumberSchema)),
  }),
});
