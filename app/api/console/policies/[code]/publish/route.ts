import { z } from "zod";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import { publishPolicy, publishPolicySchema } from "#lib/policy/index.ts";

export const POST = consoleRoute({
  permission: "policies:publish",
  body: publishPolicySchema,
  handle: ({ viewer, params, body }) => publishPolicy(viewer, readParam(params, "code", z.string()), body),
});
