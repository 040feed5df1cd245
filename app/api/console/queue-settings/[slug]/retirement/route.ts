import { z } from "zod";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import { retireQueue, retireQueueSchema } from "#lib/review/index.ts";

export const POST = consoleRoute({
  permission: "queues:edit",
  body: retireQueueSchema,
  handle: ({ viewer, params, body }) => retireQueue(viewer, readParam(params, "slug", z.string()), body),
});
