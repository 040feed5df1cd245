import { z } from "zod";
import { consoleRoute } from "#lib/http/index.ts";
import { revokeOtherSessions } from "#lib/people/index.ts";

export const POST = consoleRoute({
  permission: "self:edit",
  body: z.object({ end: z.literal(true) }),
  handle: ({ viewer }) => revokeOtherSessions(viewer, viewer.userId),
});
