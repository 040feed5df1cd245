import { z } from "zod";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import { getPolicy } from "#lib/policy/index.ts";

export const GET = consoleRoute({
  permission: "policies:read",
  handle: ({ viewer, params }) => getPolicy(viewer, readParam(params, "code", z.string())),
});
