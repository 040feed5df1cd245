import { nextTask } from "#lib/annotation/index.ts";
import { nextRequestSchema, slugSchema } from "#lib/annotation/schema.ts";
import { consoleRoute, readParam } from "#lib/http/index.ts";

export const POST = consoleRoute({
  permission: "annotation:label",
  body: nextRequestSchema,
  handle: async ({ viewer, params, body }) => ({
    task: await nextTask(viewer, readParam(params, "slug", slugSchema), body.held),
  }),
});
