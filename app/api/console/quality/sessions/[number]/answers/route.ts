import { consoleRoute, readParam } from "#lib/http/index.ts";
import { answerSession, sessionAnswerSchema } from "#lib/quality/index.ts";
import { caseNumberSchema } from "#lib/review/schema.ts";

export const POST = consoleRoute({
  permission: "quality:take_part",
  body: sessionAnswerSchema,
  status: 201,
  handle: ({ viewer, params, body }) =>
    answerSession(viewer, readParam(params, "number", caseNumberSchema), body),
});
