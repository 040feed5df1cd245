import { z } from "zod";
import { pinNote } from "#lib/accounts/index.ts";
import { pinNoteSchema } from "#lib/accounts/schema.ts";
import { consoleRoute, readParam } from "#lib/http/index.ts";

export const POST = consoleRoute({
  permission: "accounts:note",
  body: pinNoteSchema,
  handle: ({ viewer, params, body }) => pinNote(viewer, readParam(params, "id", z.uuid()), body),
});
