import { z } from "zod";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import { undoDecision } from "#lib/review/index.ts";

export const POST = consoleRoute({
  permission: "cases:decide",
  handle: ({ viewer, params }) => undoDecision(viewer, readParam(params, "id", z.uuid())),
});
