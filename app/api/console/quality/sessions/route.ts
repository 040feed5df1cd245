import { consoleRoute } from "#lib/http/index.ts";
import { createSession, createSessionSchema } from "#lib/quality/index.ts";

export const POST = consoleRoute({
  permission: "quality:manage",
  body: createSessionSchema,
  status: 201,
  handle: ({ viewer, body }) => createSession(viewer, body),
});
