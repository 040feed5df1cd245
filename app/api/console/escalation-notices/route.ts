import { listNotices } from "#lib/escalation/index.ts";
import { consoleRoute } from "#lib/http/index.ts";

export const GET = consoleRoute({ permission: "cases:read", handle: ({ viewer }) => listNotices(viewer) });
