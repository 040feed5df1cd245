import { consoleRoute } from "#lib/http/index.ts";
import { FUSION_MODEL } from "#lib/scoring/index.ts";
import { startTraining, startTrainingSchema } from "#lib/training/index.ts";

export const POST = consoleRoute({
  permission: "models:train",
  body: startTrainingSchema,
  status: 201,
  handle: ({ viewer, body }) => startTraining(viewer, body, FUSION_MODEL),
});
