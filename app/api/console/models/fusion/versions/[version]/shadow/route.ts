import { consoleRoute, readParam } from "#lib/http/index.ts";
import { setShadow, shadowSchema, versionNameSchema } from "#lib/training/index.ts";

export const POST = consoleRoute({
  permission: "models:promote",
  body: shadowSchema,
  handle: ({ viewer, params, body }) =>
    setShadow(viewer, readParam(params, "version", versionNameSchema), body),
});
