import { z } from "zod";
import { saveTimeZone } from "#lib/care/index.ts";
import { timeZoneSchema } from "#lib/care/schema.ts";
import { consoleRoute } from "#lib/http/index.ts";

export const PUT = consoleRoute({
  permission: "self:edit",
  body: z.object({ timeZone: timeZoneSchema }),
  handle: ({ viewer, body }) => saveTimeZone(viewer, body.timeZone),
});
