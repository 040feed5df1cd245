// `npm run bench`: the whole way of a post, measured on this machine. Prints a table, writes bench-results/spine.json.
import { buildIfStale } from "../../scripts/build-if-stale.ts";
import { measureClaims } from "./claim-phase.ts";
import { measureDesk } from "./desk-phase.ts";
import { BenchDocket, freshData, report } from "./harness.ts";
import { measureCrash, measureIngest } from "./ingest-phase.ts";
import { realPosts } from "./real-posts.ts";

const INGESTED = 20_000;
const CRASHED = 6000;

const posts = realPosts(INGESTED + CRASHED);
if (!posts) {
  console.error("The benchmark needs the labelled posts in ../shared/data/text, which are not here.");
  process.exit(1);
}

process.env.DOCKET_DATA_DIR = ".data/bench";
freshData(".data/bench");
// As an install leaves it: built, but without a database.
await buildIfStale();
const docket = new BenchDocket(3317);
try {
  const startSeconds = await docket.start();
  console.log(`started in ${startSeconds.toFixed(1)} s`);
  const ingest = await measureIngest(docket, posts.slice(0, INGESTED));
  console.log(`ingested ${INGESTED} at ${ingest.perSecond.toFixed(0)}/s: ${JSON.stringify(ingest.states)}`);
  const crash = await measureCrash(docket, posts.slice(INGESTED));
  console.log(`crashed and went on: ${crash.lost} lost, ${crash.duplicated} done twice`);
  const claims = await measureClaims(docket);
  console.log(
    `claims: median ${claims.p50.toFixed(1)} ms, p99 ${claims.p99.toFixed(1)} ms, ${claims.collisions} collisions`,
  );
  const desk = await measureDesk(docket);
  report("spine", {
    ingest_items_per_s: ingest.perSecond,
    peak_rss_mb: ingest.peakRssMb,
    claim_p50_ms: claims.p50,
    claim_p99_ms: claims.p99,
    decide_p99_ms: claims.decideP99,
    claim_rush_p99_ms: claims.rushP99,
    decide_rush_p99_ms: claims.rushDecideP99,
    claim_collisions: claims.collisions,
    next_item_p50_ms: desk.p50,
    next_item_p95_ms: desk.p95,
    start_s: startSeconds,
    lost: crash.lost,
    duplicated: crash.duplicated,
  });
} finally {
  await docket.stop();
}
