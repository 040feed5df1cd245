import { type IngestResult, ingestBatchResultSchema } from "#lib/content/schema.ts";
import { IngestFailure } from "./failure.ts";

/** The way to one Docket; shared by all requests of a run, so that they slow down together. */
export interface Link {
  url: string;
  key: string;
  signal: AbortSignal;
  fetch: typeof fetch;
  now: () => number;
  wait: (ms: number) => Promise<void>;
  random: () => number;
  notice: (text: string) => void;
  /** No request leaves before this time: the server asked for a pause. */
  pausedUntil: number;
  /** Whether anything has answered yet. */
  answered: boolean;
  /** Falls when the key's allowance is smaller than a request. */
  maxItems: number;
}

/** Tries after the first, with waits that double from BACKOFF_MS to BACKOFF_CEILING_MS: about two minutes. */
const RETRIES = 8;
/** Where nothing has answered yet the address is more likely wrong than the server away. */
const FIRST_RETRIES = 3;
const BACKOFF_MS = 500;
const BACKOFF_CEILING_MS = 30_000;
/** A server that does not answer within this is asked again. */
const TIMEOUT_MS = 60_000;
/** When even one item is put off this often, something is wrong. */
const MAX_PAUSES = 20;

/**
 * Sends items, given as JSON, and returns what became of each. Waits as the server asks, tries again
 * what may pass, and sends fewer at once where the server cannot take so many.
 * @throws IngestFailure when going on is of no use
 */
export async function sendBatch(items: readonly string[], link: Link): Promise<IngestResult[]> {
  const results: IngestResult[] = [];
  while (results.length < items.length) {
    const next = items.slice(results.length, results.length + link.maxItems);
    results.push(...((await sendOnce(next, link)) ?? []));
  }
  return results;
}

/** @returns null when fewer items should be sent at once */
async function sendOnce(items: readonly string[], link: Link): Promise<IngestResult[] | null> {
  let failures = 0;
  let pauses = 0;
  for (;;) {
    while (link.pausedUntil > link.now()) await link.wait(link.pausedUntil - link.now());
    link.signal.throwIfAborted();
    const answer = await post(items, link);
    link.signal.throwIfAborted();
    if (!(answer instanceof Error)) link.answered = true;
    if (answer instanceof Error || answer.status >= 500 || answer.status === 408) {
      failures += 1;
      backOff(answer, failures, link);
    } else if (answer.status === 429) {
      pauses += 1;
      const delay = retryAfterMs(answer.headers.get("retry-after"), link.now());
      pause(delay, `the allowance of this API key is used up; going on in ${seconds(delay)}`, link);
      if (pauses > 1 && items.length > 1) {
        link.maxItems = Math.min(link.maxItems, Math.ceil(items.length / 2));
        return null;
      }
      if (pauses > MAX_PAUSES) throw new IngestFailure(`The allowance of this API key lets nothing through.`);
    } else if (answer.status === 413) {
      return inHalves(items, link);
    } else if (answer.status >= 200 && answer.status < 300) return readResults(answer, items.length, link);
    else throw refusedAltogether(answer, link);
  }
}

/** Of a request that is too large, each half by itself; what is too large alone is refused. */
async function inHalves(items: readonly string[], link: Link): Promise<IngestResult[]> {
  const [only] = items;
  if (items.length === 1 && only !== undefined) {
    const { externalId } = JSON.parse(only) as { externalId?: unknown };
    return [
      {
        externalId: typeof externalId === "string" ? externalId : null,
        status: "refused",
        errors: [{ field: "", message: "too large for the server" }],
      },
    ];
  }
  const half = Math.ceil(items.length / 2);
  return [...(await sendBatch(items.slice(0, half), link)), ...(await sendBatch(items.slice(half), link))];
}

function backOff(answer: Answer | Error, failures: number, link: Link): void {
  const what =
    answer instanceof Error
      ? `${link.url} ${reasonOf(answer)}`
      : `${link.url} answered ${answer.status}${detailOf(answer)}`;
  const retries = link.answered ? RETRIES : FIRST_RETRIES;
  if (failures > retries)
    throw new IngestFailure(`${what} (tried ${failures} times). Is Docket running there?`);
  const delay = Math.min(BACKOFF_MS * 2 ** (failures - 1), BACKOFF_CEILING_MS) * (0.75 + link.random() / 2);
  pause(delay, `${what}; trying again in ${seconds(delay)} (${failures} of ${retries})`, link);
}

/** Holds all requests back; says so once for all that were under way. */
function pause(ms: number, why: string, link: Link): void {
  if (link.pausedUntil <= link.now()) link.notice(why);
  link.pausedUntil = Math.max(link.pausedUntil, link.now() + ms);
}

/** An answer, read to its end: a server that dies while answering has not answered. */
interface Answer {
  status: number;
  headers: Headers;
  /** Null where it is no JSON. */
  body: unknown;
}

async function post(items: readonly string[], link: Link): Promise<Answer | Error> {
  try {
    const response = await link.fetch(`${link.url}/api/v1/content`, {
      method: "POST",
      headers: { authorization: `Bearer ${link.key}`, "content-type": "application/json" },
      body: `{"items":[${items.join(",")}]}`,
      // The key must not follow to another address.
      redirect: "manual",
      signal: AbortSignal.any([link.signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: jsonOrNull(text) };
  } catch (error) {
    return error as Error;
  }
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function readResults(answer: Answer, count: number, link: Link): IngestResult[] {
  const outcome = ingestBatchResultSchema.safeParse(answer.body);
  if (!outcome.success || outcome.data.results.length !== count)
    throw new IngestFailure(`What answers at ${link.url} does not speak Docket's API. Check --url.`);
  return outcome.data.results;
}

function refusedAltogether(answer: Answer, link: Link): IngestFailure {
  const detail = detailOf(answer);
  if (answer.status === 401)
    return new IngestFailure(`The API key was not accepted${detail}\nSet DOCKET_API_KEY or --key.`);
  if (answer.status === 403)
    return new IngestFailure(`The API key may not send content${detail}\nIt needs the scope content:write.`);
  if (answer.status >= 300 && answer.status < 400)
    return new IngestFailure(`${link.url} points to ${answer.headers.get("location")}; use that as --url.`);
  return new IngestFailure(`${link.url} answered ${answer.status}${detail}\nCheck --url.`);
}

function detailOf({ body }: Answer): string {
  const detail = body && typeof body === "object" && "detail" in body ? body.detail : null;
  return typeof detail === "string" ? `: ${detail.slice(0, 300)}` : "";
}

function reasonOf(error: Error): string {
  if (error.name === "TimeoutError") return `gave no answer within ${TIMEOUT_MS / 1000} s`;
  const cause = error.cause as NodeJS.ErrnoException | undefined;
  return `cannot be reached (${cause?.code ?? cause?.message ?? error.message})`;
}

/** The wait a server asks for, in seconds or as a date (RFC 9110); one second where it does not say. */
export function retryAfterMs(header: string | null, now: number): number {
  const value = header?.trim() ?? "";
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? 1000 : Math.max(0, date - now);
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;
}
