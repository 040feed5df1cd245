import { consoleRoute } from "#lib/http/index.ts";
import { createQueue, createQueueSchema, listQueueSettings } from "#lib/review/index.ts";

export const GET = consoleRoute({
  permission: "queues:edit",
  handle: async ({ viewer }) => ({ queues: await listQueueSettings(viewer) }),
});

export const POST = consoleRoute({
  permission: "queues:edit",
  body: createQueueSchema,
  status: 201,
  handle: ({ viewer, body }) => createQueue(viewer, body),
});
