import { z } from "zod";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import { impactRequestSchema, readThresholdImpact } from "#lib/policy/index.ts";

export const POST = consoleRoute({
  permission: "policies:edit",
  body: impactRequestSchema,
  handle: ({ viewer, params, body }) =>
    readThresholdImpact(viewer, readParam(params, "code", z.string()), body),
});
