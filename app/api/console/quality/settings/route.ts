import { consoleRoute } from "#lib/http/index.ts";
import { saveSettings, saveSettingsSchema } from "#lib/quality/index.ts";

export const POST = consoleRoute({
  permission: "quality:manage",
  body: saveSettingsSchema,
  handle: ({ viewer, body }) => saveSettings(viewer, body),
});
