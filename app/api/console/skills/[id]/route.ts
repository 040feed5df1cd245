import { z } from "zod";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import { setSkills, skillsSchema } from "#lib/review/index.ts";

export const PATCH = consoleRoute({
  permission: "skills:edit",
  body: skillsSchema,
  handle: ({ viewer, params, body }) => setSkills(viewer, readParam(params, "id", z.uuid()), body),
});
