/** next-auth's error codes, and our own, as the sentences of the sign-in page. */
export type SignInError = "wrong" | "wrongCode" | "rateLimited" | "oidcRefused" | "failed";

export function signInErrorFrom(code: string): SignInError {
  if (code === "CredentialsSignin") return "wrong";
  if (code === "wrong_code") return "wrongCode";
  if (code === "too_many_requests") return "rateLimited";
  return code === "AccessDenied" ? "oidcRefused" : "failed";
}
