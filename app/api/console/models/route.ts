import { consoleRoute } from "#lib/http/index.ts";
import { listModels } from "#lib/scoring/model-registry.ts";

export const GET = consoleRoute({
  permission: "models:read",
  handle: async ({ viewer }) => ({ models: await listModels(viewer) }),
});
