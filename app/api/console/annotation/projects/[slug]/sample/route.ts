import { planBatch, sampleTasks } from "#lib/annotation/index.ts";
import { sampleRequestSchema, slugSchema } from "#lib/annotation/schema.ts";
import { consoleRoute, readParam } from "#lib/http/index.ts";

export const GET = consoleRoute({
  permission: "annotation:manage",
  query: sampleRequestSchema,
  handle: ({ viewer, params, query }) =>
    planBatch(viewer, readParam(params, "slug", slugSchema), query.count),
});

export const POST = consoleRoute({
  permission: "annotation:manage",
  body: sampleRequestSchema,
  status: 201,
  handle: ({ viewer, params, body }) =>
    sampleTasks(viewer, readParam(params, "slug", slugSchema), body.count),
});
