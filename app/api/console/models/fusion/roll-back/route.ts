import { consoleRoute } from "#lib/http/index.ts";
import { FUSION_MODEL } from "#lib/scoring/index.ts";
import { moveSchema, rollBack } from "#lib/training/index.ts";

export const POST = consoleRoute({
  permission: "models:promote",
  body: moveSchema,
  handle: ({ viewer, body }) => rollBack(viewer, body, FUSION_MODEL),
});
