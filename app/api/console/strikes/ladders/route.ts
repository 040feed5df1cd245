import { consoleRoute } from "#lib/http/index.ts";
import { listLadders, saveLadder } from "#lib/strikes/index.ts";
import { saveLadderSchema } from "#lib/strikes/schema.ts";

export const GET = consoleRoute({
  permission: "strikes:manage",
  handle: ({ viewer }) => listLadders(viewer),
});

export const PUT = consoleRoute({
  permission: "strikes:manage",
  body: saveLadderSchema,
  handle: ({ viewer, body }) => saveLadder(viewer, body),
});
