import { finishBreak } from "#lib/care/index.ts";
import { takeBreakSchema } from "#lib/care/schema.ts";
import { consoleRoute } from "#lib/http/index.ts";
import { takeBreak } from "#lib/review/index.ts";

export const POST = consoleRoute({
  permission: "self:edit",
  body: takeBreakSchema,
  handle: ({ viewer }) => takeBreak(viewer),
});

export const DELETE = consoleRoute({ permission: "self:edit", handle: ({ viewer }) => finishBreak(viewer) });
