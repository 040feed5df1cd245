import { consoleRoute, readParam } from "#lib/http/index.ts";
import { numberSchema, readRun } from "#lib/training/index.ts";

export const GET = consoleRoute({
  permission: "models:read",
  handle: ({ viewer, params }) => readRun(viewer, readParam(params, "number", numberSchema)),
});
