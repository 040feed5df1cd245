import { consoleRoute, readParam } from "#lib/http/index.ts";
import { answerLook, lookAnswerSchema } from "#lib/quality/index.ts";
import { caseNumberSchema } from "#lib/review/schema.ts";

export const POST = consoleRoute({
  permission: "quality:take_part",
  body: lookAnswerSchema,
  status: 201,
  handle: ({ viewer, params, body }) =>
    answerLook(viewer, readParam(params, "number", caseNumberSchema), body),
});
