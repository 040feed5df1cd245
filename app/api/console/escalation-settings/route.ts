import { saveSettings } from "#lib/escalation/index.ts";
import { saveSettingsSchema } from "#lib/escalation/schema.ts";
import { consoleRoute } from "#lib/http/index.ts";

export const PUT = consoleRoute({
  permission: "queues:edit",
  body: saveSettingsSchema,
  handle: ({ viewer, body }) => saveSettings(viewer, body),
});
