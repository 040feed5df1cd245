import { consoleRoute } from "#lib/http/index.ts";
import { listManagers } from "#lib/people/index.ts";

export const GET = consoleRoute({
  permission: "self:edit",
  handle: async ({ viewer }) => ({ managers: await listManagers(viewer) }),
});
