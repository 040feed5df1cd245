import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { env } from "#lib/env.ts";
import { DomainError } from "#lib/errors.ts";
import { signInWithIdentity, signInWithPassword } from "./sign-in.ts";

const EIGHT_HOURS_S = 8 * 3600;

/** Whether people can sign in through an OpenID Connect provider. */
export function oidcEnabled(): boolean {
  return Boolean(env().OIDC_ISSUER && env().OIDC_CLIENT_ID && env().OIDC_CLIENT_SECRET);
}

/** next-auth's settings: passwords always, OpenID Connect when its variables are set. */
export function authOptions(): NextAuthOptions {
  return {
    secret: env().DOCKET_SECRET,
    session: { strategy: "jwt", maxAge: EIGHT_HOURS_S },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [passwordProvider(), ...(oidcEnabled() ? [oidcProvider()] : [])],
    callbacks: {
      // A person from the provider must already be invited: the provider says who, Docket says what they may.
      async signIn({ user, account, profile }) {
        if (account?.provider !== "oidc") return true;
        const known = await signInWithIdentity(profile as { email?: string; email_verified?: boolean });
        if (known) user.id = known.id;
        return known !== null;
      },
      jwt({ token, user }) {
        if (user) token.sub = user.id;
        return token;
      },
      session({ session, token }) {
        return { ...session, user: { ...session.user, id: token.sub } };
      },
    },
  };
}

function passwordProvider() {
  return CredentialsProvider({
    name: "password",
    credentials: { email: { type: "email" }, password: { type: "password" } },
    async authorize(credentials, request) {
      try {
        const address = String(request.headers?.["x-forwarded-for"] ?? "local");
        return await signInWithPassword(credentials?.email ?? "", credentials?.password ?? "", address);
      } catch (error) {
        // next-auth shows the message of an error as the code of the sign-in page.
        if (error instanceof DomainError) throw new Error(error.kind);
        throw error;
      }
    },
  });
}

function oidcProvider(): NextAuthOptions["providers"][number] {
  return {
    id: "oidc",
    name: "Single sign-on",
    type: "oauth",
    wellKnown: `${env().OIDC_ISSUER?.replace(/\/$/, "")}/.well-known/openid-configuration`,
    clientId: env().OIDC_CLIENT_ID,
    clientSecret: env().OIDC_CLIENT_SECRET,
    authorization: { params: { scope: "openid email profile" } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    profile: (profile) => ({ id: profile.sub, email: profile.email, name: profile.name }),
  };
}
