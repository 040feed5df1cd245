import { snoozeBreak } from "#lib/care/index.ts";
import { consoleRoute } from "#lib/http/index.ts";

export const POST = consoleRoute({ permission: "self:edit", handle: ({ viewer }) => snoozeBreak(viewer) });
