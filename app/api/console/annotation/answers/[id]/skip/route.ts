import { z } from "zod";
import { skipTask } from "#lib/annotation/index.ts";
import { skipRequestSchema } from "#lib/annotation/schema.ts";
import { consoleRoute, readParam } from "#lib/http/index.ts";

export const POST = consoleRoute({
  permission: "annotation:label",
  body: skipRequestSchema,
  handle: ({ viewer, params, body }) => skipTask(viewer, readParam(params, "id", z.uuid()), body),
});
