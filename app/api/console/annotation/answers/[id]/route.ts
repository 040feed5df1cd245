import { z } from "zod";
import { submitAnswer } from "#lib/annotation/index.ts";
import { answerRequestSchema } from "#lib/annotation/schema.ts";
import { consoleRoute, readParam } from "#lib/http/index.ts";

export const POST = consoleRoute({
  permission: "annotation:label",
  body: answerRequestSchema,
  handle: ({ viewer, params, body }) => submitAnswer(viewer, readParam(params, "id", z.uuid()), body),
});
