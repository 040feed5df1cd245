import { z } from "zod";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import { moveDraft, moveDraftSchema } from "#lib/policy/index.ts";

export const POST = consoleRoute({
  permission: "policies:edit",
  body: moveDraftSchema,
  handle: ({ viewer, params, body }) => moveDraft(viewer, readParam(params, "code", z.string()), body),
});
