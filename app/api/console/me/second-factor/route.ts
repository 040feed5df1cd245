import { consoleRoute } from "#lib/http/index.ts";
import { beginEnrolment, readSecurity } from "#lib/people/index.ts";

export const GET = consoleRoute({ permission: "self:edit", handle: ({ viewer }) => readSecurity(viewer) });

export const POST = consoleRoute({ permission: "self:edit", handle: ({ viewer }) => beginEnrolment(viewer) });
