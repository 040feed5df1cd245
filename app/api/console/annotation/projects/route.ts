import { createProject, listProjects } from "#lib/annotation/index.ts";
import { projectInputSchema } from "#lib/annotation/schema.ts";
import { consoleRoute } from "#lib/http/index.ts";

export const GET = consoleRoute({
  permission: "annotation:label",
  handle: async ({ viewer }) => ({ projects: await listProjects(viewer) }),
});

export const POST = consoleRoute({
  permission: "annotation:manage",
  body: projectInputSchema,
  status: 201,
  handle: ({ viewer, body }) => createProject(viewer, body),
});
