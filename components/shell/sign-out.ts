/** Ends the session and goes to the sign-in page. Its library is loaded then: nobody needs it before. */
export async function signOut(): Promise<void> {
  const auth = await import("next-auth/react");
  await auth.signOut({ callbackUrl: "/sign-in" });
}
