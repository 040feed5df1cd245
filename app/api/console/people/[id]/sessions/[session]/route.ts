import { z } from "zod";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import { revokeSession } from "#lib/people/index.ts";

export const DELETE = consoleRoute({
  permission: "people:manage",
  handle: ({ viewer, params }) =>
    revokeSession(viewer, readParam(params, "id", z.uuid()), readParam(params, "session", z.uuid())),
});
