import { z } from "zod";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import { claimNextOrPractice } from "#lib/quality/index.ts";
import { claimNextRequestSchema } from "#lib/review/schema.ts";

export const POST = consoleRoute({
  permission: "cases:decide",
  body: claimNextRequestSchema,
  handle: async ({ viewer, params, body }) => ({
    case: await claimNextOrPractice(viewer, readParam(params, "slug", z.string()), body.exclude, body.filter),
  }),
});
