import { ConsoleSession } from "./console-session.ts";
import { type BenchDocket, quantile } from "./harness.ts";

/** What a policy lead opens, with filters on and off. */
const PAGES = [
  "/insights",
  "/insights?by=posts",
  "/insights?weeks=4",
  "/insights?policy=H-2",
  "/insights?language=fa",
  "/insights?weeks=52&surface=feed",
  "/insights/appeals",
  "/insights/prevalence",
  "/insights/proactive",
  "/insights/late",
  "/insights/reversed",
];
const ROUNDS = 10;

/** Server time of the insights pages over whatever the database holds, as the browser's request sees it. */
export async function measureInsights(
  docket: BenchDocket,
): Promise<{ p50: number; p95: number; perPage: Record<string, number> }> {
  const lead = docket.installation.demo.people.find((person) => person.role === "lead");
  const session = await ConsoleSession.signIn(docket.url, lead?.email ?? "", lead?.password ?? "");
  const times: number[] = [];
  const perPage: Record<string, number> = {};
  for (let round = 0; round <= ROUNDS; round++) {
    for (const page of PAGES) {
      const from = performance.now();
      const answer = await session.fetch(page);
      const html = await answer.text();
      if (!answer.ok || !html.includes("</html>")) throw new Error(`${page}: ${answer.status}`);
      const took = performance.now() - from;
      // The first round opens connections and warms the caches of PostgreSQL.
      if (round > 0) times.push(took);
      perPage[page] = Math.max(perPage[page] ?? 0, round > 0 ? took : 0);
    }
  }
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95), perPage };
}
