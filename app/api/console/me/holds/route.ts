import { consoleRoute } from "#lib/http/index.ts";
import { listHolds } from "#lib/review/index.ts";

export const GET = consoleRoute({
  permission: "cases:decide",
  handle: async ({ viewer }) => ({ holds: await listHolds(viewer) }),
});
