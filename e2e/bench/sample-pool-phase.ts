import { Client } from "pg";
import { ConsoleSession } from "./console-session.ts";
import type { BenchDocket } from "./harness.ts";

const POOL = 200_000;
const CHOSEN = 500;

/** Words that texts are put together from, so that many are alike and none is the same. */
const WHO =
  "my neighbour,the bus driver,that seller,our coach,a stranger,the mayor,his sister,the new cook".split(",");
const DID = "shouted at,thanked,ignored,praised,laughed at,waited for,wrote to,complained about".split(",");
const WHAT =
  "the whole street,an old friend,the referee,two tourists,the night shift,our choir,a dog,everyone".split(
    ",",
  );
const WHERE =
  "at the station,in the rain,before lunch,after the match,on the bridge,online,by the lake,again".split(",");

/** Items of the pool with a model's signals, straight to the tables: they are what the sampler reads, not what is measured. */
async function fillPool(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string; version: string }>(
    "SELECT name, version FROM model_versions WHERE state = 'champion' AND name = 'text-moderator'",
  );
  const model = rows[0];
  if (!model) throw new Error("No model is in force.");
  await client.query(
    `INSERT INTO items (id, external_id, content_hash, kind, text, language, state)
     SELECT gen_random_uuid(), 'pool-' || n, md5('pool' || n), 'post',
       concat_ws(' ', ($1::text[])[1 + n % 8], ($2::text[])[1 + n / 8 % 8], ($3::text[])[1 + n / 64 % 8], ($4::text[])[1 + n / 512 % 8], 'number', n),
       'en', 'allowed'
     FROM generate_series(1, ${POOL}) n`,
    [WHO, DID, WHAT, WHERE],
  );
  await client.query(
    `INSERT INTO signal_sets (id, item_id, source, version, values)
     SELECT gen_random_uuid(), id, $1, $2, jsonb_build_object('toxic', random(), 'hate', random() ^ 4,
       'harassment', random() ^ 3, 'sexual', random() ^ 8, 'violence', random() ^ 6, 'spam', random() ^ 4,
       'profanity', random() ^ 3)
     FROM items WHERE external_id LIKE 'pool-%'`,
    [model.name, model.version],
  );
  for (const table of ["items", "signal_sets"]) await client.query(`VACUUM ANALYZE ${table}`);
}

/** A lead adds tasks to a new project from a pool of 200,000 scored items, through the console's own route. */
export async function measureSamplePool(docket: BenchDocket): Promise<{ sample_pool_s: number }> {
  const { databaseUrl, demo } = docket.installation;
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await fillPool(client);
  await client.end();
  const person = demo.people.find(({ role }) => role === "lead");
  const lead = await ConsoleSession.signIn(docket.url, person?.email ?? "", person?.password ?? "");
  const root = "/api/console/annotation/projects";
  const { slug } = await lead.post<{ slug: string }>(root, {
    name: "Pool benchmark",
    labels: ["hate", "harassment", "violence", "spam"].map((label) => ({ label, name: label })),
  });
  const from = performance.now();
  const { added } = await lead.post<{ added: number }>(`${root}/${slug}/sample`, { count: CHOSEN });
  const seconds = (performance.now() - from) / 1000;
  if (added !== CHOSEN) throw new Error(`${added} of ${CHOSEN} tasks were added.`);
  return { sample_pool_s: seconds };
}
