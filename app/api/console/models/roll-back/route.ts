import { consoleRoute } from "#lib/http/index.ts";
import { moveSchema, rollBack } from "#lib/training/index.ts";

export const POST = consoleRoute({
  permission: "models:promote",
  body: moveSchema,
  handle: ({ viewer, body }) => rollBack(viewer, body),
});
