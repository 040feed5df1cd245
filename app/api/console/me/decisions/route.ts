import { listOwnDecisions } from "#lib/bulk/index.ts";
import { consoleRoute } from "#lib/http/index.ts";

export const GET = consoleRoute({
  permission: "cases:decide",
  handle: ({ viewer }) => listOwnDecisions(viewer),
});
