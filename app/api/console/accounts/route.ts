import { searchAccounts } from "#lib/accounts/index.ts";
import { accountSearchSchema } from "#lib/accounts/schema.ts";
import { consoleRoute } from "#lib/http/index.ts";

export const GET = consoleRoute({
  permission: "accounts:read",
  query: accountSearchSchema,
  handle: ({ viewer, query }) => searchAccounts(viewer, query.q),
});
