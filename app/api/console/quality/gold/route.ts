import { consoleRoute } from "#lib/http/index.ts";
import { markGold, markGoldSchema } from "#lib/quality/index.ts";

export const POST = consoleRoute({
  permission: "quality:manage",
  body: markGoldSchema,
  status: 201,
  handle: ({ viewer, body }) => markGold(viewer, body),
});
