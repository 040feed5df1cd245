import { z } from "zod";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import { revokeApiKey } from "#lib/settings/index.ts";

export const DELETE = consoleRoute({
  permission: "api_keys:manage",
  handle: ({ viewer, params }) => revokeApiKey(viewer, readParam(params, "id", z.uuid())),
});
