import { Client } from "pg";
import { ConsoleSession } from "./console-session.ts";
import { type BenchDocket, pause, quantile } from "./harness.ts";

const REVIEWERS = 50;
const OPEN_CASES = 100_000;
const CLAIMS_EACH = 20;
/** Before each claim and before each decision, milliseconds: about twenty times as fast as a quick reviewer. */
const THINK_MS = { least: 500, most: 1500 };
const QUEUE = "hate-harassment";

/** Fills one queue with open cases and makes 50 moderators. Rows are written straight to the tables: they are the backdrop. */
async function setTheScene(client: Client): Promise<void> {
  await client.query(`
    INSERT INTO items (id, external_id, content_hash, kind, text, state)
    SELECT gen_random_uuid(), 'bench-' || n, md5(n::text), 'post', 'bench post ' || n, 'in_review' FROM generate_series(1, ${OPEN_CASES}) n`);
  await client.query(`
    INSERT INTO cases (id, queue_id, item_id, purpose, severity, policy_code, reasons, priority_parts, rank, due_at)
    SELECT gen_random_uuid(), (SELECT id FROM queues WHERE slug = '${QUEUE}'), id, 'triage', 4, 'H-2', '[]',
           '{"severity":22,"confidence":10,"reach":1,"reports":0,"base":33}', random() * 100 - 20000, now() + interval '4 hours'
    FROM items WHERE external_id LIKE 'bench-%'`);
  await client.query(`
    INSERT INTO users (id, email, name, password_hash, roles)
    SELECT gen_random_uuid(), 'bench-' || n || '@docket.local', 'Bench ' || n, u.password_hash, '{moderator}'
    FROM generate_series(1, ${REVIEWERS}) n, (SELECT password_hash FROM users WHERE email = 'moderator@docket.local') u`);
  await client.query("VACUUM ANALYZE items; ");
  await client.query("VACUUM ANALYZE cases; ");
}

/** 50 reviewers claim and decide at once over 100,000 open cases, through the console's own route. */
export async function measureClaims(
  docket: BenchDocket,
): Promise<{ p50: number; p99: number; decideP99: number; collisions: number }> {
  const { databaseUrl, demo } = docket.installation;
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await setTheScene(client);
  const password = demo.people.find((person) => person.email === "moderator@docket.local")?.password ?? "";
  const sessions: ConsoleSession[] = [];
  for (let n = 1; n <= REVIEWERS; n++)
    sessions.push(await ConsoleSession.signIn(docket.url, `bench-${n}@docket.local`, password));

  const claims: number[] = [];
  const decisions: number[] = [];
  const think = () => pause(THINK_MS.least + Math.random() * (THINK_MS.most - THINK_MS.least));
  const claimed: number[] = [];
  await sessions[0]?.post(`/api/console/queues/${QUEUE}/claim`, { exclude: [] });
  await Promise.all(
    sessions.map(async (session) => {
      for (let n = 0; n < CLAIMS_EACH; n++) {
        await think();
        const from = performance.now();
        const answer = await session.post<{ case: { number: number; version: number } | null }>(
          `/api/console/queues/${QUEUE}/claim`,
          { exclude: [] },
        );
        claims.push(performance.now() - from);
        if (!answer.case) continue;
        claimed.push(answer.case.number);
        await think();
        const decidedFrom = performance.now();
        const decision = { version: answer.case.version, action: "allow", policyCode: null };
        await session.post(`/api/console/cases/${answer.case.number}/decision`, decision);
        decisions.push(performance.now() - decidedFrom);
      }
    }),
  );
  await client.end();
  return {
    p50: quantile(claims, 0.5),
    p99: quantile(claims, 0.99),
    decideP99: quantile(decisions, 0.99),
    collisions: claimed.length - new Set(claimed).size,
  };
}
