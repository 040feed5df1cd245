import { consoleRoute } from "#lib/http/index.ts";
import { listInvitable } from "#lib/quality/index.ts";

export const GET = consoleRoute({
  permission: "quality:manage",
  handle: async ({ viewer }) => ({ people: await listInvitable(viewer) }),
});
