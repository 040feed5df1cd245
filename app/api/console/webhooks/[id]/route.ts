import { z } from "zod";
import { setEndpointEnabled, setEndpointEnabledSchema } from "#lib/enforcement/index.ts";
import { consoleRoute, readParam } from "#lib/http/index.ts";

export const PATCH = consoleRoute({
  permission: "webhooks:manage",
  body: setEndpointEnabledSchema,
  handle: ({ viewer, params, body }) =>
    setEndpointEnabled(viewer, readParam(params, "id", z.uuid()), body.enabled),
});
