import { z } from "zod";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import { updateQueue, updateQueueSchema } from "#lib/review/index.ts";

export const PATCH = consoleRoute({
  permission: "queues:edit",
  body: updateQueueSchema,
  handle: ({ viewer, params, body }) => updateQueue(viewer, readParam(params, "slug", z.string()), body),
});
