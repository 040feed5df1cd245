import NextAuth from "next-auth";
import { authOptions } from "#lib/auth/next-auth-options.ts";
import type { Access } from "#lib/http/index.ts";

const handler = Object.assign(
  (...args: [Request, { params: Promise<{ nextauth: string[] }> }]) => NextAuth(authOptions())(...args),
  {
    access: { open: "Signing in is for those who are not signed in." } satisfies Access,
  },
);

export { handler as GET, handler as POST };
