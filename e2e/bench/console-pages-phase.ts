import { ConsoleSession } from "./console-session.ts";
import { type BenchDocket, quantile } from "./harness.ts";

const ROUNDS = 15;

/** Times of one kind of request, milliseconds, and the slowest address among them. */
export interface Timed {
  p50: number;
  p95: number;
  slowest: string;
}

/** Asks each address in turn, several rounds, as a signed-in person; the first round warms caches up and does not count. */
export async function measureRequests(
  docket: BenchDocket,
  role: "moderator" | "lead",
  addresses: string[],
  looksRight: (body: string) => boolean,
): Promise<Timed> {
  const person = docket.installation.demo.people.find((one) => one.role === role);
  const session = await ConsoleSession.signIn(docket.url, person?.email ?? "", person?.password ?? "");
  const times: { ms: number; address: string }[] = [];
  for (let round = 0; round <= ROUNDS; round++)
    for (const address of addresses) {
      const from = performance.now();
      const answer = await session.fetch(address);
      const body = await answer.text();
      const ms = performance.now() - from;
      if (!answer.ok || !looksRight(body))
        throw new Error(`${address}: ${answer.status} ${body.slice(0, 300)}`);
      if (round > 0) times.push({ ms, address });
    }
  const sorted = times.toSorted((a, b) => b.ms - a.ms);
  const all = times.map(({ ms }) => ms);
  return { p50: quantile(all, 0.5), p95: quantile(all, 0.95), slowest: sorted[0]?.address ?? "" };
}
