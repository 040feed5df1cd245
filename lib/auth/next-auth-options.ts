import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { db } from "#lib/db/index.ts";
import { env } from "#lib/env.ts";
import { DomainError } from "#lib/errors.ts";
import { endSession, type Origin, openSession, SESSION_SECONDS } from "./sessions.ts";
import { signInWithIdentity, signInWithPassword } from "./sign-in.ts";

/** Whether people can sign in through an OpenID Connect provider. */
export function oidcEnabled(): boolean {
  return Boolean(env().OIDC_ISSUER && env().OIDC_CLIENT_ID && env().OIDC_CLIENT_SECRET);
}

/**
 * next-auth's settings: passwords always, OpenID Connect when its variables are set. The cookie names a row of
 * `sessions`, which is what a request is checked against.
 * @param origin where the request comes from
 * @param onSignOut called when somebody signs out, before the answer
 */
export function authOptions(
  origin: Origin,
  onSignOut: (userId: string) => Promise<unknown>,
): NextAuthOptions {
  return {
    secret: env().DOCKET_SECRET,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [passwordProvider(origin), ...(oidcEnabled() ? [oidcProvider()] : [])],
    callbacks: {
      // A person from the provider must already be invited: the provider says who, Docket says what they may.
      async signIn({ user, account, profile }) {
        if (account?.provider !== "oidc") return true;
        const known = await signInWithIdentity(profile as { email?: string; email_verified?: boolean });
        if (known) user.id = known.id;
        return known !== null;
      },
      async jwt({ token, user, account }) {
        if (!user) return token;
        const sid = await openSession(user.id, origin, account?.provider === "oidc");
        return { ...token, sub: user.id, sid };
      },
      session({ session, token }) {
        return { ...session, user: { ...session.user, id: token.sub } };
      },
    },
    events: {
      async signOut({ token }) {
        const sid = z.uuid().safeParse(token?.sid);
        const userId = sid.success ? await endSession(db(), sid.data) : null;
        if (userId) await onSignOut(userId);
      },
    },
  };
}

function passwordProvider(origin: Origin) {
  return CredentialsProvider({
    name: "password",
    credentials: { email: { type: "email" }, password: { type: "password" }, code: { type: "text" } },
    async authorize(credentials) {
      try {
        const { email = "", password = "", code = "" } = credentials ?? {};
        return await signInWithPassword(email, password, code.trim().slice(0, 100), origin.address);
      } catch (error) {
        // next-auth shows the message of an error as the code of the sign-in page.
        if (error instanceof DomainError) throw new Error(String(error.extra.reason ?? error.kind));
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
