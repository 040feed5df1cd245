import { Client } from "pg";
import { ConsoleSession } from "./console-session.ts";
import { type BenchDocket, pause, quantile } from "./harness.ts";

const REVIEWERS = 50;
const OPEN_CASES = 100_000;
/** How fast the 50 work: milliseconds before each claim and before each decision, and how many of each. */
interface Pace {
  least: number;
  most: number;
  claimsEach: number;
  /** The first ones open the server's connections and warm it up; they do not count. */
  warmUp: number;
}
/** A decision every eight seconds from each: faster than anybody reads. */
const QUICK: Pace = { least: 2500, most: 5500, claimsEach: 12, warmUp: 3 };
/** A decision every two seconds from each: what a script would do. */
const RUSH: Pace = { least: 500, most: 1500, claimsEach: 24, warmUp: 4 };
const QUEUE = "hate-harassment";

/** Fills one queue with open cases. Rows are written straight to the tables: they are the backdrop. */
async function fillTheQueue(client: Client): Promise<void> {
  await client.query(`
    INSERT INTO items (id, external_id, content_hash, kind, text, state)
    SELECT gen_random_uuid(), 'bench-' || n, md5(n::text), 'post', 'bench post ' || n, 'in_review' FROM generate_series(1, ${OPEN_CASES}) n`);
  await client.query(`
    INSERT INTO cases (id, queue_id, item_id, purpose, severity, policy_code, reasons, priority_parts, rank, due_at)
    SELECT gen_random_uuid(), (SELECT id FROM queues WHERE slug = '${QUEUE}'), id, 'triage', 4, 'H-2', '[]',
           '{"severity":22,"confidence":10,"reach":1,"reports":0,"base":33}', random() * 100 - 20000, now() + interval '4 hours'
    FROM items WHERE external_id LIKE 'bench-%'`);
}

async function addReviewers(client: Client): Promise<void> {
  await client.query(`
    INSERT INTO users (id, email, name, password_hash, roles)
    SELECT gen_random_uuid(), 'bench-' || n || '@docket.local', 'Bench ' || n, u.password_hash, '{moderator}'
    FROM generate_series(1, ${REVIEWERS}) n, (SELECT password_hash FROM users WHERE email = 'moderator@docket.local') u`);
  // The backdrop's own writing out is no part of what is measured.
  for (const table of ["items", "cases", "users"]) await client.query(`VACUUM ANALYZE ${table}`);
  await client.query("CHECKPOINT");
}

interface ClaimTimes {
  claims: number[];
  decisions: number[];
  claimed: number[];
}

/**
 * 50 reviewers claim and decide at once, through the console's own routes.
 * @param fill whether 100,000 open cases are written first; otherwise the database holds its own
 */
export async function measureClaims(docket: BenchDocket, fill = true) {
  const { databaseUrl, demo } = docket.installation;
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  if (fill) await fillTheQueue(client);
  await addReviewers(client);
  await client.end();
  const password = demo.people.find((person) => person.email === "moderator@docket.local")?.password ?? "";
  const sessions: ConsoleSession[] = [];
  for (let n = 1; n <= REVIEWERS; n++)
    sessions.push(await ConsoleSession.signIn(docket.url, `bench-${n}@docket.local`, password));
  const quick = await workAt(QUICK, sessions);
  const rush = await workAt(RUSH, sessions);
  const claimed = [...quick.claimed, ...rush.claimed];
  return {
    p50: quantile(quick.claims, 0.5),
    p99: quantile(quick.claims, 0.99),
    decideP99: quantile(quick.decisions, 0.99),
    rushP99: quantile(rush.claims, 0.99),
    rushDecideP99: quantile(rush.decisions, 0.99),
    collisions: claimed.length - new Set(claimed).size,
  };
}

async function workAt(pace: Pace, sessions: ConsoleSession[]): Promise<ClaimTimes> {
  const times: ClaimTimes = { claims: [], decisions: [], claimed: [] };
  const think = () => pause(pace.least + Math.random() * (pace.most - pace.least));
  await Promise.all(
    sessions.map(async (session) => {
      for (let n = 0; n < pace.claimsEach; n++) {
        await think();
        const from = performance.now();
        const answer = await session.post<{ case: { number: number; version: number } | null }>(
          `/api/console/queues/${QUEUE}/claim`,
          { exclude: [] },
        );
        if (n >= pace.warmUp) times.claims.push(performance.now() - from);
        if (!answer.case) continue;
        times.claimed.push(answer.case.number);
        await think();
        const decidedFrom = performance.now();
        const decision = { version: answer.case.version, action: "allow", policyCode: null };
        await session.post(`/api/console/cases/${answer.case.number}/decision`, decision);
        if (n >= pace.warmUp) times.decisions.push(performance.now() - decidedFrom);
      }
    }),
  );
  return times;
}
