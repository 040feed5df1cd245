import { z } from "zod";
import { undoAnswer } from "#lib/annotation/index.ts";
import { consoleRoute, readParam } from "#lib/http/index.ts";

export const POST = consoleRoute({
  permission: "annotation:label",
  handle: async ({ viewer, params }) => ({
    task: await undoAnswer(viewer, readParam(params, "id", z.uuid())),
  }),
});
