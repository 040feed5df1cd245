import { consoleRoute } from "#lib/http/index.ts";
import { listColleagues } from "#lib/review/index.ts";

export const GET = consoleRoute({
  permission: "cases:decide",
  handle: async ({ viewer }) => ({ colleagues: await listColleagues(viewer) }),
});
