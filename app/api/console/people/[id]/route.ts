import { z } from "zod";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import { updatePerson, updatePersonSchema } from "#lib/people/index.ts";

export const PATCH = consoleRoute({
  permission: "people:manage",
  body: updatePersonSchema,
  handle: ({ viewer, params, body }) => updatePerson(viewer, readParam(params, "id", z.uuid()), body),
});
