import { exportTasks } from "#lib/annotation/index.ts";
import { slugSchema } from "#lib/annotation/schema.ts";
import { consoleRoute, jsonLines, readParam } from "#lib/http/index.ts";

export const GET = consoleRoute({
  permission: "annotation:manage",
  handle: async ({ viewer, params }) => {
    const slug = readParam(params, "slug", slugSchema);
    return jsonLines(await exportTasks(viewer, slug), `${slug}.jsonl`);
  },
});
