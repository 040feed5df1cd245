import { z } from "zod";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import { deleteRole, updateRole } from "#lib/people/index.ts";
import { deleteRoleSchema, updateRoleSchema } from "#lib/people/schema.ts";

const idSchema = z.string().max(60);

export const PUT = consoleRoute({
  permission: "people:manage",
  body: updateRoleSchema,
  handle: ({ viewer, params, body }) => updateRole(viewer, readParam(params, "id", idSchema), body),
});

export const DELETE = consoleRoute({
  permission: "people:manage",
  query: deleteRoleSchema,
  handle: ({ viewer, params, query }) =>
    deleteRole(viewer, readParam(params, "id", idSchema), query.replacement),
});
