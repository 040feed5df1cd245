import { consoleRoute } from "#lib/http/index.ts";
import { createRole, listRoles } from "#lib/people/index.ts";
import { roleRequestSchema } from "#lib/people/schema.ts";

export const GET = consoleRoute({
  permission: "people:manage",
  handle: async ({ viewer }) => ({ roles: await listRoles(viewer) }),
});

export const POST = consoleRoute({
  permission: "people:manage",
  body: roleRequestSchema,
  status: 201,
  handle: ({ viewer, body }) => createRole(viewer, body),
});
