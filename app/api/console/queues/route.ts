import { consoleRoute } from "#lib/http/index.ts";
import { listQueues } from "#lib/review/index.ts";

export const GET = consoleRoute({
  permission: "queues:read",
  handle: async ({ viewer }) => ({ queues: await listQueues(viewer) }),
});
