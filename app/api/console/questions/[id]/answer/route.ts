import { z } from "zod";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import { answerQuestion, answerRequestSchema } from "#lib/review/index.ts";

export const POST = consoleRoute({
  permission: "cases:read",
  body: answerRequestSchema,
  handle: ({ viewer, params, body }) => answerQuestion(viewer, readParam(params, "id", z.uuid()), body),
});
