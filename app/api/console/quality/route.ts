import { z } from "zod";
import { consoleRoute } from "#lib/http/index.ts";
import { pairSchema, readQuality } from "#lib/quality/index.ts";

export const GET = consoleRoute({
  permission: "quality:manage",
  query: z.object({ pair: pairSchema }),
  handle: ({ viewer, query }) => readQuality(viewer, query.pair),
});
