import { consoleRoute, readParam } from "#lib/http/index.ts";
import { keepDeskDraft } from "#lib/quality/index.ts";
import { keepDraftSchema } from "#lib/review/index.ts";
import { caseNumberSchema } from "#lib/review/schema.ts";

export const PUT = consoleRoute({
  permission: "cases:decide",
  body: keepDraftSchema,
  handle: ({ viewer, params, body }) =>
    keepDeskDraft(viewer, readParam(params, "number", caseNumberSchema), body.draft),
});
