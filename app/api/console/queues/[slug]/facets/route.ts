import { z } from "zod";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import { countFacets, facetsQuerySchema } from "#lib/review/index.ts";

export const GET = consoleRoute({
  permission: "queues:read",
  query: facetsQuerySchema,
  handle: ({ viewer, params, query }) => countFacets(viewer, readParam(params, "slug", z.string()), query),
});
