import { consoleRoute } from "#lib/http/index.ts";
import { readPreviewModel } from "#lib/scoring/read-preview.ts";

export const GET = consoleRoute({
  permission: "cases:read",
  handle: ({ viewer }) => readPreviewModel(viewer),
});
