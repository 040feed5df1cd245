import { consoleRoute, readParam } from "#lib/http/index.ts";
import { cancelTraining, numberSchema } from "#lib/training/index.ts";

export const POST = consoleRoute({
  permission: "models:train",
  handle: ({ viewer, params }) => cancelTraining(viewer, readParam(params, "number", numberSchema)),
});
