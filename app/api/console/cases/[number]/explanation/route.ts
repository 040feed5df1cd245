import { z } from "zod";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import { explainDeskCase } from "#lib/quality/index.ts";
import { caseNumberSchema } from "#lib/review/schema.ts";

export const GET = consoleRoute({
  permission: "cases:read",
  query: z.object({ signal: z.string().max(50) }),
  handle: ({ viewer, params, query }) =>
    explainDeskCase(viewer, readParam(params, "number", caseNumberSchema), query.signal),
});
