import { consoleRoute, readParam } from "#lib/http/index.ts";
import { seeAnswers } from "#lib/review/index.ts";
import { caseNumberSchema } from "#lib/review/schema.ts";

export const POST = consoleRoute({
  permission: "cases:read",
  handle: ({ viewer, params }) => seeAnswers(viewer, readParam(params, "number", caseNumberSchema)),
});
