import { DomainError } from "#lib/errors.ts";
import { readBytes } from "./read-json.ts";

/**
 * What a page's own form sent, URL-encoded; null when it is larger than `limit` bytes. A page without a referrer
 * sends `Origin: null`, so the browser's word for where a request comes from is Sec-Fetch-Site.
 * @throws DomainError forbidden for a form of another site
 */
export async function readForm(request: Request, limit: number): Promise<URLSearchParams | null> {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none")
    throw new DomainError("forbidden", "Forms of another site are refused.");
  try {
    return new URLSearchParams((await readBytes(request, limit)).toString("utf8"));
  } catch (error) {
    if (error instanceof DomainError && error.kind === "too_large") return null;
    throw error;
  }
}
