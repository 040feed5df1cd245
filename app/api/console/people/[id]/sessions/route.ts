import { z } from "zod";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import { listSessions, revokeOtherSessions } from "#lib/people/index.ts";

export const GET = consoleRoute({
  permission: "people:manage",
  handle: async ({ viewer, params }) => ({
    sessions: await listSessions(viewer, readParam(params, "id", z.uuid())),
  }),
});

export const DELETE = consoleRoute({
  permission: "people:manage",
  handle: ({ viewer, params }) => revokeOtherSessions(viewer, readParam(params, "id", z.uuid())),
});
