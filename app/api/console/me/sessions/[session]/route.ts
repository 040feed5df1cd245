import { z } from "zod";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import { revokeSession } from "#lib/people/index.ts";

export const DELETE = consoleRoute({
  permission: "self:edit",
  handle: ({ viewer, params }) =>
    revokeSession(viewer, viewer.userId, readParam(params, "session", z.uuid())),
});
