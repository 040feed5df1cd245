import { listPaths } from "#lib/escalation/index.ts";
import { consoleRoute } from "#lib/http/index.ts";

export const GET = consoleRoute({ permission: "queues:edit", handle: ({ viewer }) => listPaths(viewer) });
