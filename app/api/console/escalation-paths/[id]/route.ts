import { savePath } from "#lib/escalation/index.ts";
import { pathIdSchema, savePathSchema } from "#lib/escalation/schema.ts";
import { consoleRoute, readParam } from "#lib/http/index.ts";

export const PUT = consoleRoute({
  permission: "queues:edit",
  body: savePathSchema,
  handle: ({ viewer, params, body }) => savePath(viewer, readParam(params, "id", pathIdSchema), body),
});
