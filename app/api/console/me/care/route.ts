import { myCare, saveMyCare } from "#lib/care/index.ts";
import { carePreferenceSchema } from "#lib/care/schema.ts";
import { consoleRoute } from "#lib/http/index.ts";

export const GET = consoleRoute({ permission: "self:edit", handle: ({ viewer }) => myCare(viewer) });

export const PUT = consoleRoute({
  permission: "self:edit",
  body: carePreferenceSchema,
  handle: ({ viewer, body }) => saveMyCare(viewer, body),
});
