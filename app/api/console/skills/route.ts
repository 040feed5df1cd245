import { consoleRoute } from "#lib/http/index.ts";
import { listSkills } from "#lib/review/index.ts";

export const GET = consoleRoute({
  permission: "skills:edit",
  handle: ({ viewer }) => listSkills(viewer),
});
