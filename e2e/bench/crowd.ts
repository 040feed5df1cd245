// `npm run bench:crowd`: a hundred reviewers on one queue for two minutes, who claim, extend, hand over, decide, take
// back, give back, walk away, press twice and answer with what they saw before, and a lead who decides sixty at once
// beside them. Then SQL says whether the invariants
// held. Writes bench-results/crowd.json; ends with 1 when one did not.
import { Client } from "pg";
import { buildIfStale } from "../../scripts/build-if-stale.ts";
import { aReceiver } from "../support/receiver.ts";
import { checkInvariants } from "./crowd-invariants.ts";
import { Crowd } from "./crowd-reviewers.ts";
import { BenchDocket, freshData, pause, quantile, report } from "./harness.ts";

const REVIEWERS = 100;
const SECONDS = 120;
const OPEN_CASES = 20_000;
const QUEUE = "hate-harassment";
/** Longer than the time to undo, an abandoned claim and a delivery's first retries together. */
const SETTLE_MS = 60_000;

freshData(".data/bench-crowd");
await buildIfStale();
const receiver = await aReceiver();
const docket = new BenchDocket(3517, { UNDO_SECONDS: "3", CLAIM_MINUTES: "1", PREVALENCE_RATE: "0" });
let violations: string[] = [];
try {
  await docket.start();
  const { databaseUrl, demo } = docket.installation;
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const password = demo.people.find((person) => person.email === "moderator@docket.local")?.password ?? "";
  const lead = demo.people.find((person) => person.role === "lead");
  const admin = demo.people.find((person) => person.role === "admin");
  const crowd = new Crowd(docket.url, QUEUE);
  await crowd.connect(receiver.url, admin?.email ?? "", admin?.password ?? "");
  await setTheScene(client);
  await crowd.signIn(REVIEWERS, password, client);
  console.log(`${REVIEWERS} reviewers work for ${SECONDS} s`);
  await Promise.all([
    crowd.work(SECONDS * 1000),
    crowd.bulk(lead?.email ?? "", lead?.password ?? "", SECONDS * 1000),
  ]);
  const done = await settled(client);
  violations = await checkInvariants(client, databaseUrl, crowd.log, receiver.received);
  if (!done) violations.push("deliveries were still waiting a minute after the last decision");
  await client.end();
  const { times, counts } = crowd.log;
  for (const violation of violations) console.error(`VIOLATED: ${violation}`);
  report("crowd", {
    reviewers: REVIEWERS,
    seconds: SECONDS,
    ...counts,
    delivered: receiver.received.length,
    claim_p50_ms: quantile(times.claim, 0.5),
    claim_p99_ms: quantile(times.claim, 0.99),
    decide_p99_ms: quantile(times.decide, 0.99),
    violations: violations.length,
  });
} finally {
  await docket.stop();
  await receiver.close();
}
process.exit(violations.length === 0 ? 0 : 1);

/** Open cases in one queue and people to work on them, straight to the tables: they are the backdrop. */
async function setTheScene(client: Client): Promise<void> {
  await client.query(`
    INSERT INTO items (id, external_id, content_hash, kind, text, state)
    SELECT gen_random_uuid(), 'crowd-' || n, md5(n::text), 'post', 'post number ' || n || ' of a crowd', 'in_review'
    FROM generate_series(1, ${OPEN_CASES}) n`);
  await client.query(`
    INSERT INTO cases (id, queue_id, item_id, purpose, severity, policy_code, reasons, priority_parts, rank, due_at)
    SELECT gen_random_uuid(), (SELECT id FROM queues WHERE slug = '${QUEUE}'), id, 'triage', 3, 'H-2', '[]',
           '{"severity":22,"confidence":10,"reach":1,"reports":0,"base":33}', random() * 100 - 20000, now() + interval '4 hours'
    FROM items WHERE external_id LIKE 'crowd-%'`);
  await client.query(`
    INSERT INTO users (id, email, name, password_hash, roles)
    SELECT gen_random_uuid(), 'crowd-' || n || '@docket.local', 'Reviewer ' || n, u.password_hash, '{moderator}'
    FROM generate_series(1, ${REVIEWERS}) n, (SELECT password_hash FROM users WHERE email = 'moderator@docket.local') u`);
  for (const table of ["items", "cases", "users"]) await client.query(`VACUUM ANALYZE ${table}`);
}

/** Waits until nothing is left to deliver. @returns whether that came to pass in time */
async function settled(client: Client): Promise<boolean> {
  const deadline = performance.now() + SETTLE_MS;
  while (performance.now() < deadline) {
    const { rows } = await client.query(
      `SELECT (SELECT count(*) FROM enforcements WHERE state IN ('pending', 'sending'))
            + (SELECT count(*) FROM bulk_actions WHERE state IN ('running', 'undoing')) AS waiting`,
    );
    if (Number(rows[0]?.waiting) === 0) return true;
    await pause(250);
  }
  return false;
}
