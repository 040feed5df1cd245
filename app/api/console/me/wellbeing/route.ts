import { myWellbeing } from "#lib/care/index.ts";
import { consoleRoute } from "#lib/http/index.ts";

export const GET = consoleRoute({ permission: "self:edit", handle: ({ viewer }) => myWellbeing(viewer) });
