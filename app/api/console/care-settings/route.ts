import { careSettings, saveCareSettings } from "#lib/care/index.ts";
import { saveCareSettingsSchema } from "#lib/care/schema.ts";
import { consoleRoute } from "#lib/http/index.ts";

export const GET = consoleRoute({ permission: "care:manage", handle: ({ viewer }) => careSettings(viewer) });

export const PUT = consoleRoute({
  permission: "care:manage",
  body: saveCareSettingsSchema,
  handle: ({ viewer, body }) => saveCareSettings(viewer, body),
});
