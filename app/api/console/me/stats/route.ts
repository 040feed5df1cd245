import { consoleRoute } from "#lib/http/index.ts";
import { deskStats } from "#lib/review/index.ts";

export const GET = consoleRoute({ permission: "cases:decide", handle: ({ viewer }) => deskStats(viewer) });
