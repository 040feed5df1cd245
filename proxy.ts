import { type NextRequest, NextResponse } from "next/server";
import { LOCALE_HEADER, visitorLocale } from "./i18n/locales.ts";

/** Tells the console's layout which page is asked for, so that it can refuse before anything is sent. */
const PATH_HEADER = "x-docket-path";

/**
 * A content security policy with a fresh nonce for every page: scripts and style elements run only if
 * Next.js put them there. Nothing is loaded from elsewhere, framed, or sent elsewhere.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.randomUUID()).toString("base64");
  const dev = process.env.NODE_ENV === "development";
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic' 'wasm-unsafe-eval'${dev ? " 'unsafe-eval'" : ""}`,
    // The dev server injects styles without a nonce; a build never does.
    `style-src 'self' ${dev ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${dev ? " ws:" : ""}`,
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  headers.delete(LOCALE_HEADER);
  headers.set(PATH_HEADER, request.nextUrl.pathname);
  // Whoever follows an appeal link has no account here: the address and the browser say which language.
  if (request.nextUrl.pathname.startsWith("/appeal/"))
    headers.set(
      LOCALE_HEADER,
      visitorLocale({
        asked: request.nextUrl.searchParams.get("lang"),
        chosen: request.cookies.get("locale")?.value,
        accepts: request.headers.get("accept-language"),
      }),
    );
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

export const config = { matcher: ["/((?!_next/static|_next/image|api/|ort/|favicon.ico).*)"] };
