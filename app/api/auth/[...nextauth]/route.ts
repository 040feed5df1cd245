import NextAuth from "next-auth";
import { requestOrigin } from "#lib/auth/index.ts";
import { authOptions } from "#lib/auth/next-auth-options.ts";
import { inTransaction } from "#lib/db/index.ts";
import type { Access } from "#lib/http/index.ts";
import { reassignClaims } from "#lib/review/index.ts";

/** Whoever signs out leaves no case behind that nobody else can have, but those they put on hold. */
const giveBack = (userId: string) => inTransaction((tx) => reassignClaims(tx, userId, null, null, false));

const handler = Object.assign(
  (request: Request, context: { params: Promise<{ nextauth: string[] }> }) =>
    NextAuth(authOptions(requestOrigin(request.headers), giveBack))(request, context),
  {
    access: { open: "Signing in is for those who are not signed in." } satisfies Access,
  },
);

export { handler as GET, handler as POST };
