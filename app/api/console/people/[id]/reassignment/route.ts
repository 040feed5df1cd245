import { z } from "zod";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import { reassignWork } from "#lib/people/index.ts";
import { deactivateSchema } from "#lib/people/schema.ts";

export const POST = consoleRoute({
  permission: "people:manage",
  body: deactivateSchema,
  handle: ({ viewer, params, body }) =>
    reassignWork(viewer, readParam(params, "id", z.uuid()), body.reassignTo),
});
