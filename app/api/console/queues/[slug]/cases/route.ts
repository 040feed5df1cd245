import { z } from "zod";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import { casesQuerySchema, listCases } from "#lib/review/index.ts";

export const GET = consoleRoute({
  permission: "queues:read",
  query: casesQuerySchema,
  handle: ({ viewer, params, query }) => listCases(viewer, readParam(params, "slug", z.string()), query),
});
