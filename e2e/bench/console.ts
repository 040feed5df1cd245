// `npm run bench:console`: what people wait for at the console, over a million items and 200,000 open cases, measured
// on this machine. Writes bench-results/console.json.
import { buildIfStale } from "../../scripts/build-if-stale.ts";
import { measureClaims } from "./claim-phase.ts";
import { measureRequests } from "./console-pages-phase.ts";
import { measureInteractions } from "./desk-phase.ts";
import { BenchDocket, freshData, report } from "./harness.ts";
import { SEEDED, seedMillion } from "./seed-million.ts";

const OPEN_SHARE = 0.2;
/** What people look for: a common word, rare ones, several, a phrase, one that is nowhere, ids, with filters and without. */
const SEARCHES = [
  "q=kaness",
  "q=football",
  "q=number 4711",
  "q=briyne stiumb",
  'q="about the weather"',
  "q=nowherefound",
  "q=post-500000",
  "q=author-77",
  "q=recipe&language=fa",
  "q=recipe -film&state=actioned",
  "q=film&policy=H-2&action=remove",
  "account=author-500",
  "language=de&surface=groups&state=in_review",
];
/** What a reviewer narrows a queue by: nothing, one value, several, values of many facets, what nothing fits. */
const FILTERS = [
  "",
  "language=de",
  "language=en,fa&due=overdue",
  "reach=100&age=24,72",
  "source=report",
  "state=free&policy=H-2,S-1&language=en",
  "language=xx",
];
const QUEUES = ["hate-harassment", "spam-scams", "language", "reported"];

freshData(".data/bench-console");
await buildIfStale();
const docket = new BenchDocket(3617, { PREVALENCE_RATE: "0" });
try {
  await docket.start();
  await seedMillion(docket.installation.databaseUrl, SEEDED.items, OPEN_SHARE);
  console.log(`seeded ${SEEDED.items} items, ${SEEDED.items * OPEN_SHARE} open cases`);
  const pages = await measureRequests(
    docket,
    "moderator",
    QUEUES.map((slug) => `/queues/${slug}`),
    (html) => html.includes("</html>"),
  );
  console.log(`queue pages: p95 ${pages.p95.toFixed(0)} ms, slowest ${pages.slowest}`);
  const search = await measureRequests(
    docket,
    "moderator",
    SEARCHES.map((query) => `/api/console/search?${new URLSearchParams(query)}`),
    (json) => json.includes('"hits"'),
  );
  console.log(`search: p95 ${search.p95.toFixed(0)} ms, slowest ${search.slowest}`);
  const filters = await measureRequests(
    docket,
    "moderator",
    QUEUES.flatMap((slug) => FILTERS.map((filter) => `/api/console/queues/${slug}/facets?${filter}`)),
    (json) => json.includes('"facets"'),
  );
  console.log(`filter counts: p95 ${filters.p95.toFixed(0)} ms, slowest ${filters.slowest}`);
  const desk = await measureInteractions(docket);
  const claims = await measureClaims(docket, false);
  report("console", {
    queue_page_p50_ms: pages.p50,
    queue_page_p95_ms: pages.p95,
    search_p50_ms: search.p50,
    search_p95_ms: search.p95,
    filter_p50_ms: filters.p50,
    filter_p95_ms: filters.p95,
    claim_p50_ms: claims.p50,
    claim_p99_ms: claims.p99,
    decide_p99_ms: claims.decideP99,
    desk_js_kb: desk.scriptKb,
    next_paint_p95_ms: desk.p95,
  });
} finally {
  await docket.stop();
}
