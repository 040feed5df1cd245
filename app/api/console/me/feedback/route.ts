import { consoleRoute } from "#lib/http/index.ts";
import { readFeedback } from "#lib/quality/index.ts";

export const GET = consoleRoute({
  permission: "quality:take_part",
  handle: ({ viewer }) => readFeedback(viewer),
});
