import NextAuth from "next-auth";
import { requestOrigin } from "#lib/auth/index.ts";
import { authOptions } from "#lib/auth/next-auth-options.ts";
import type { Access } from "#lib/http/index.ts";

const handler = Object.assign(
  (request: Request, context: { params: Promise<{ nextauth: string[] }> }) =>
    NextAuth(authOptions(requestOrigin(request.headers), async () => undefined))(request, context),
  {
    access: { open: "Signing in is for those who are not signed in." } satisfies Access,
  },
);

export { handler as GET, handler as POST };
