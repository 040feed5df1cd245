import { readAccount } from "#lib/accounts/index.ts";
import { accountIdSchema } from "#lib/accounts/schema.ts";
import { consoleRoute, readParam } from "#lib/http/index.ts";

export const GET = consoleRoute({
  permission: "accounts:read",
  handle: ({ viewer, params }) => readAccount(viewer, readParam(params, "externalId", accountIdSchema)),
});
