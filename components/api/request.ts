import { learnServerTime } from "#components/time/server-clock.ts";
import { networkProblem, ProblemError, problemFrom } from "./problem.ts";

/** Told to the window when a request got no answer at all. */
export const UNREACHABLE = "docket:unreachable";

type Options = {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  body?: unknown;
  signal?: AbortSignal;
  /** Lets the request outlive the page. Bodies of all such requests on their way: 64 KiB in all. */
  keepalive?: boolean;
};

/**
 * One request to our own API. The answer is trusted to be a T: the server built it from the same schema.
 * @throws ProblemError with the server's problem, or status 0 when there was no answer
 */
export async function request<T>(path: string, options: Options = {}): Promise<T> {
  const { method = "GET", body, signal, keepalive = false } = options;
  const askedAt = Date.now();
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      keepalive,
      credentials: "same-origin",
      headers: body === undefined ? {} : { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    await pageStays();
    window.dispatchEvent(new Event(UNREACHABLE));
    throw new ProblemError(networkProblem());
  }
  learnServerTime(response.headers.get("date"), askedAt, Date.now());
  const answer: unknown = response.status === 204 ? null : await response.json().catch(() => null);
  if (!response.ok) throw new ProblemError(problemFrom(response.status, answer));
  return answer as T;
}

/**
 * A page that goes ends its requests, and tells of that before it tells that it goes. Whoever took this for a failure
 * would act on it in the page's last moment; after a turn of the event loop only a page that stays is there to be told.
 */
const pageStays = () => new Promise((resolve) => setTimeout(resolve));
