import { consoleRoute, readParam } from "#lib/http/index.ts";
import { FUSION_MODEL } from "#lib/scoring/index.ts";
import { readVersion, versionNameSchema } from "#lib/training/index.ts";

export const GET = consoleRoute({
  permission: "models:read",
  handle: ({ viewer, params }) =>
    readVersion(viewer, readParam(params, "version", versionNameSchema), FUSION_MODEL),
});
