import { consoleRoute } from "#lib/http/index.ts";
import { readPreviewPictures } from "#lib/scoring/read-preview.ts";

export const GET = consoleRoute({
  permission: "cases:read",
  handle: ({ viewer }) => readPreviewPictures(viewer),
});
