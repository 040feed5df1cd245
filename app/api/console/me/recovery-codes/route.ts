import { consoleRoute } from "#lib/http/index.ts";
import { renewRecoveryCodes } from "#lib/people/index.ts";
import { codeSchema } from "#lib/people/schema.ts";

export const POST = consoleRoute({
  permission: "self:edit",
  body: codeSchema,
  handle: ({ viewer, body }) => renewRecoveryCodes(viewer, body.code),
});
