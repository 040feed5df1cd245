import { teamLoad } from "#lib/care/index.ts";
import { consoleRoute } from "#lib/http/index.ts";

export const GET = consoleRoute({ permission: "care:team", handle: ({ viewer }) => teamLoad(viewer) });
