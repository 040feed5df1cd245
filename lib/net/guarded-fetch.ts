import { lookup } from "node:dns/promises";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { isPrivateAddress } from "./private-address.ts";

/** Why a guarded request came to nothing. The first two stay so; the rest may pass. */
export type FetchFailure = "refused" | "too_large" | "timeout" | "unreachable";

export class GuardedFetchError extends Error {
  override name = "GuardedFetchError";
  readonly failure: FetchFailure;

  constructor(failure: FetchFailure, message: string) {
    super(message);
    this.failure = failure;
  }
}

interface Guard {
  timeoutMs: number;
  /** For development and tests only. */
  allowPrivate: boolean;
  /** Which addresses count as private. */
  isPrivate?: (address: string) => boolean;
}

export interface GuardedPost extends Guard {
  url: string;
  body: string;
  headers: Record<string, string>;
}

/** The most of an answer to a POST that is read, bytes; the rest is dropped. */
const ANSWER_LIMIT = 64 * 1024;
/** A download may be passed on this often. */
const REDIRECT_LIMIT = 3;

/**
 * POSTs to an address that a person entered. The name is resolved once, the address checked, and the
 * connection made to that very address, so that a name cannot change between check and use. Redirects
 * are not followed.
 * @returns the HTTP status
 * @throws GuardedFetchError when the address is private, unreachable, or does not answer in time
 */
export async function guardedPost({ url, body, headers, ...guard }: GuardedPost): Promise<number> {
  const signal = AbortSignal.timeout(guard.timeoutMs);
  return inTime(guard, signal, async () => {
    const response = await send(new URL(url), { method: "POST", headers, body }, signal, guard);
    let read = 0;
    for await (const chunk of response) {
      read += (chunk as Buffer).length;
      if (read > ANSWER_LIMIT) break;
    }
    return response.statusCode ?? 0;
  });
}

export interface GuardedDownload extends Guard {
  url: string;
  /** The most bytes taken, whatever the answer says its length is. */
  maxBytes: number;
}

/**
 * GETs what a platform linked to, under the same guard. Every redirect is checked like the first
 * address. The time is that of the whole download.
 * @throws GuardedFetchError
 */
export async function guardedDownload({
  url,
  maxBytes,
  ...guard
}: GuardedDownload): Promise<{ status: number; contentType: string; bytes: Buffer }> {
  const signal = AbortSignal.timeout(guard.timeoutMs);
  return inTime(guard, signal, async () => {
    let at = new URL(url);
    for (let redirects = 0; redirects <= REDIRECT_LIMIT; redirects++) {
      const response = await send(
        at,
        { method: "GET", headers: { "user-agent": "Docket", accept: "image/*,video/*" } },
        signal,
        guard,
      );
      const status = response.statusCode ?? 0;
      const { location } = response.headers;
      if (status >= 300 && status < 400 && location) {
        response.destroy();
        at = new URL(location, at);
        continue;
      }
      return {
        status,
        contentType: (response.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "",
        bytes: await readAll(response, maxBytes),
      };
    }
    throw new GuardedFetchError("refused", "Redirected too often.");
  });
}

async function readAll(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let read = 0;
  for await (const chunk of response) {
    read += (chunk as Buffer).length;
    if (read > maxBytes) {
      response.destroy();
      throw new GuardedFetchError("too_large", `More than ${maxBytes} bytes.`);
    }
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** Says in one way what went wrong, whichever layer it went wrong in. */
async function inTime<T>({ timeoutMs }: Guard, signal: AbortSignal, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof GuardedFetchError) throw error;
    if (signal.aborted) throw new GuardedFetchError("timeout", `No answer within ${timeoutMs / 1000} s.`);
    throw new GuardedFetchError("unreachable", (error as Error).message);
  }
}

type Outgoing = { method: "GET" | "POST"; headers: Record<string, string>; body?: string };

async function send(
  url: URL,
  { method, headers, body }: Outgoing,
  signal: AbortSignal,
  { allowPrivate, isPrivate = isPrivateAddress }: Guard,
): Promise<IncomingMessage> {
  if (url.protocol !== "https:" && url.protocol !== "http:")
    throw new GuardedFetchError("refused", "Only http and https addresses are called.");
  const { address, family } = await Promise.race([
    lookup(url.hostname.replace(/^\[|\]$/g, "")),
    // A resolver takes no signal, and a slow one must not hold a worker.
    new Promise<never>((_, reject) =>
      signal.addEventListener("abort", () => reject(signal.reason), { once: true }),
    ),
  ]);
  if (!allowPrivate && isPrivate(address))
    throw new GuardedFetchError("refused", "The address is private; only public ones are called.");
  const open = url.protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const outgoing = open(url, {
      method,
      headers: body === undefined ? headers : { ...headers, "content-length": Buffer.byteLength(body) },
      signal,
      // One connection per request: a kept one would skip the check of its address.
      agent: false,
      lookup: (_host, options, done) =>
        options.all ? done(null, [{ address, family }]) : done(null, address, family),
    });
    outgoing.once("response", resolve);
    outgoing.once("error", reject);
    outgoing.end(body);
  });
}
