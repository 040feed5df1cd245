import { consoleRoute } from "#lib/http/index.ts";
import { listInbox } from "#lib/review/index.ts";

export const GET = consoleRoute({
  permission: "cases:read",
  handle: async ({ viewer }) => ({ entries: await listInbox(viewer) }),
});
