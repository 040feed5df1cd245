import { consoleRoute, readParam } from "#lib/http/index.ts";
import { FUSION_MODEL } from "#lib/scoring/index.ts";
import { requestEvaluation, versionNameSchema } from "#lib/training/index.ts";

export const POST = consoleRoute({
  permission: "models:train",
  status: 202,
  handle: ({ viewer, params }) =>
    requestEvaluation(viewer, readParam(params, "version", versionNameSchema), FUSION_MODEL),
});
