import { consoleRoute } from "#lib/http/index.ts";
import { readQuality } from "#lib/quality/index.ts";

export const GET = consoleRoute({
  permission: "quality:manage",
  handle: ({ viewer }) => readQuality(viewer),
});
