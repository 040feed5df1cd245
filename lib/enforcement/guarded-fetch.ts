import { lookup } from "node:dns/promises";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { BlockList, isIP } from "node:net";

const privateRanges = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const)
  privateRanges.addSubnet(net, bits, "ipv4");
for (const [net, bits] of [
  ["::", 128],
  ["::1", 128],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  privateRanges.addSubnet(net, bits, "ipv6");

/** Whether an address is one that only this machine or its network can reach (IANA special-purpose registries). */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  return family === 0 || privateRanges.check(address, family === 4 ? "ipv4" : "ipv6");
}

export interface GuardedRequest {
  url: string;
  body: string;
  headers: Record<string, string>;
  timeoutMs: number;
  /** For development and tests only. */
  allowPrivate: boolean;
}

/** The most of an answer that is read, bytes; the rest is dropped. */
const ANSWER_LIMIT = 64 * 1024;

/**
 * POSTs to an address that a person entered. The name is resolved once, the address checked, and the
 * connection made to that very address, so that a name cannot change between check and use. Redirects
 * are not followed.
 * @returns the HTTP status
 * @throws Error when the address is private, unreachable, or does not answer in time
 */
export async function guardedPost(request: GuardedRequest): Promise<number> {
  const url = new URL(request.url);
  if (url.protocol !== "https:" && url.protocol !== "http:")
    throw new Error("Only http and https addresses are called.");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const { address, family } = await lookup(host);
  if (!request.allowPrivate && isPrivateAddress(address))
    throw new Error("The address is private; only public ones are called.");
  return send(url, request, address, family);
}

function send(url: URL, request: GuardedRequest, address: string, family: number): Promise<number> {
  const open = url.protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const outgoing = open(
      url,
      {
        method: "POST",
        headers: { ...request.headers, "content-length": Buffer.byteLength(request.body) },
        signal: AbortSignal.timeout(request.timeoutMs),
        lookup: (_host, options, done) =>
          options.all ? done(null, [{ address, family }]) : done(null, address, family),
      },
      (response) => {
        let read = 0;
        response.on("data", (chunk: Buffer) => {
          read += chunk.length;
          if (read > ANSWER_LIMIT) response.destroy();
        });
        response.on("close", () => resolve(response.statusCode ?? 0));
      },
    );
    outgoing.on("error", (error) =>
      reject(
        error.name === "TimeoutError" || error.name === "AbortError"
          ? new Error(`No answer within ${request.timeoutMs / 1000} s.`)
          : error,
      ),
    );
    outgoing.end(request.body);
  });
}
