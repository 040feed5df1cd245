import { z } from "zod";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import { reportFalsePositive, reportMatchSchema } from "#lib/known-content/index.ts";

export const POST = consoleRoute({
  permission: "cases:decide",
  body: reportMatchSchema,
  handle: ({ viewer, params, body }) =>
    reportFalsePositive(
      viewer,
      readParam(params, "hash", z.coerce.number().int().positive()),
      body.caseNumber,
      new Date(),
    ),
});
