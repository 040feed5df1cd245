import { consoleRoute, readParam } from "#lib/http/index.ts";
import { addSessionNote, sessionNoteSchema } from "#lib/quality/index.ts";
import { caseNumberSchema } from "#lib/review/schema.ts";

export const POST = consoleRoute({
  permission: "quality:take_part",
  body: sessionNoteSchema,
  status: 201,
  handle: ({ viewer, params, body }) =>
    addSessionNote(viewer, readParam(params, "number", caseNumberSchema), body),
});
