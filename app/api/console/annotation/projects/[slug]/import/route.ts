import { importTasks } from "#lib/annotation/index.ts";
import { slugSchema } from "#lib/annotation/schema.ts";
import { consoleRoute, readParam } from "#lib/http/index.ts";

/** The body is the file itself, one JSON object a line. */
export const POST = consoleRoute({
  permission: "annotation:manage",
  handle: ({ viewer, params, request }) =>
    importTasks(
      viewer,
      readParam(params, "slug", slugSchema),
      (request.body ?? []) as unknown as AsyncIterable<Uint8Array>,
    ),
});
