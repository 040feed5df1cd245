import { getProject, updateProject } from "#lib/annotation/index.ts";
import { projectChangeSchema, slugSchema } from "#lib/annotation/schema.ts";
import { consoleRoute, readParam } from "#lib/http/index.ts";

export const GET = consoleRoute({
  permission: "annotation:label",
  handle: async ({ viewer, params }) => ({
    project: await getProject(viewer, readParam(params, "slug", slugSchema)),
  }),
});

export const PATCH = consoleRoute({
  permission: "annotation:manage",
  body: projectChangeSchema,
  handle: ({ viewer, params, body }) => updateProject(viewer, readParam(params, "slug", slugSchema), body),
});
