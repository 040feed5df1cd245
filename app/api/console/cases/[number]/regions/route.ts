import { z } from "zod";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import { explainPictureRegions } from "#lib/media/index.ts";
import { caseNumberSchema } from "#lib/review/schema.ts";

export const GET = consoleRoute({
  permission: "cases:read",
  query: z.object({ picture: z.uuid(), signal: z.string().max(50) }),
  handle: ({ viewer, params, query }) =>
    explainPictureRegions(viewer, readParam(params, "number", caseNumberSchema), query.picture, query.signal),
});
