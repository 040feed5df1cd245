import { z } from "zod";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import { deleteView } from "#lib/review/index.ts";

export const DELETE = consoleRoute({
  permission: "queues:read",
  handle: ({ viewer, params }) => deleteView(viewer, readParam(params, "id", z.uuid())),
});
