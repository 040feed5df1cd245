import { consoleRoute } from "#lib/http/index.ts";
import { listSessions } from "#lib/people/index.ts";

export const GET = consoleRoute({
  permission: "self:edit",
  handle: async ({ viewer }) => ({ sessions: await listSessions(viewer, viewer.userId) }),
});
