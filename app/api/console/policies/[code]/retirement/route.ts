import { z } from "zod";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import { retirePolicy, retirePolicySchema } from "#lib/policy/index.ts";

export const PUT = consoleRoute({
  permission: "policies:publish",
  body: retirePolicySchema,
  handle: ({ viewer, params, body }) => retirePolicy(viewer, readParam(params, "code", z.string()), body),
});
