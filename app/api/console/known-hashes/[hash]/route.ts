import { z } from "zod";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import { setHashEnabled, setHashEnabledSchema } from "#lib/known-content/index.ts";

export const PATCH = consoleRoute({
  permission: "banks:manage",
  body: setHashEnabledSchema,
  handle: ({ viewer, params, body }) =>
    setHashEnabled(viewer, readParam(params, "hash", z.coerce.number().int().positive()), body.enabled),
});
