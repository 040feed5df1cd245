import { consoleRoute, readParam } from "#lib/http/index.ts";
import { FUSION_MODEL } from "#lib/scoring/index.ts";
import { moveSchema, promoteVersion, versionNameSchema } from "#lib/training/index.ts";

export const POST = consoleRoute({
  permission: "models:promote",
  body: moveSchema,
  handle: ({ viewer, params, body }) =>
    promoteVersion(viewer, readParam(params, "version", versionNameSchema), body, FUSION_MODEL),
});
