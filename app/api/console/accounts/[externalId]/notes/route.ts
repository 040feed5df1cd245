import { addNote } from "#lib/accounts/index.ts";
import { accountIdSchema, addNoteSchema } from "#lib/accounts/schema.ts";
import { consoleRoute, readParam } from "#lib/http/index.ts";

export const POST = consoleRoute({
  permission: "accounts:note",
  body: addNoteSchema,
  status: 201,
  handle: ({ viewer, params, body }) =>
    addNote(viewer, readParam(params, "externalId", accountIdSchema), body),
});
