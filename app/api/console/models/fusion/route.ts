import { consoleRoute } from "#lib/http/index.ts";
import { readFusion } from "#lib/training/index.ts";

export const GET = consoleRoute({
  permission: "models:read",
  handle: ({ viewer }) => readFusion(viewer),
});
