import { consoleRoute } from "#lib/http/index.ts";
import { readModels } from "#lib/training/index.ts";

export const GET = consoleRoute({
  permission: "models:read",
  handle: ({ viewer }) => readModels(viewer),
});
