import { z } from "zod";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import { openDraft, saveDraft, saveDraftSchema } from "#lib/policy/index.ts";

export const POST = consoleRoute({
  permission: "policies:edit",
  handle: ({ viewer, params }) => openDraft(viewer, readParam(params, "code", z.string())),
});

export const PUT = consoleRoute({
  permission: "policies:edit",
  body: saveDraftSchema,
  handle: ({ viewer, params, body }) => saveDraft(viewer, readParam(params, "code", z.string()), body),
});
