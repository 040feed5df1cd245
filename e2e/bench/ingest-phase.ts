import { Client } from "pg";
import { type BenchDocket, pause } from "./harness.ts";
import type { BenchPost } from "./real-posts.ts";

const BATCH = 500;
const CONNECTIONS = 2;

/** Sends every post through the API, asking again for what was not acknowledged. */
export async function sendAll(
  docket: BenchDocket,
  posts: BenchPost[],
  onBatch: (sent: number) => void = () => undefined,
): Promise<void> {
  const batches: BenchPost[][] = [];
  for (let at = 0; at < posts.length; at += BATCH) batches.push(posts.slice(at, at + BATCH));
  let sent = 0;
  const connection = async () => {
    for (let batch = batches.shift(); batch; batch = batches.shift()) {
      while (!(await sendBatch(docket, batch))) await pause(200);
      sent += batch.length;
      onBatch(sent);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
}

async function sendBatch(docket: BenchDocket, items: BenchPost[]): Promise<boolean> {
  try {
    const response = await fetch(`${docket.url}/api/v1/content`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${docket.installation.demo.apiKey}`,
        "content-type": "application/json",
      },
      body: JSON.stringify({ items }),
    });
    if (response.status === 202) {
      const { refused } = (await response.json()) as { refused: number };
      if (refused > 0) throw new Error(`${refused} posts were refused.`);
      return true;
    }
    if (response.status < 500)
      throw new Error(`The API answered ${response.status}: ${await response.text()}`);
    return false;
  } catch (error) {
    // The server is down or restarting: that is what the crash phase is about.
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** Waits until nothing is pending. @returns the number of items by state */
export async function untilRouted(docket: BenchDocket, limitMs: number): Promise<Record<string, number>> {
  const client = new Client({ connectionString: docket.installation.databaseUrl });
  await client.connect();
  try {
    const deadline = performance.now() + limitMs;
    for (;;) {
      const { rows } = await client.query<{ pending: boolean }>(
        "SELECT EXISTS (SELECT 1 FROM items WHERE state = 'pending') AS pending",
      );
      if (!rows[0]?.pending) break;
      if (performance.now() > deadline) throw new Error("Items are still pending.");
      await pause(100);
    }
    const { rows } = await client.query<{ state: string; n: number }>(
      "SELECT state::text, count(*)::int AS n FROM items GROUP BY state",
    );
    return Object.fromEntries(rows.map((row) => [row.state, row.n]));
  } finally {
    await client.end();
  }
}

/** 20,000 posts from the API to routed: the rate over the whole way, and the most memory web and worker held together. */
export async function measureIngest(
  docket: BenchDocket,
  posts: BenchPost[],
): Promise<{ perSecond: number; peakRssMb: number; states: Record<string, number> }> {
  let peak = 0;
  const sampling = setInterval(() => {
    peak = Math.max(peak, docket.appMemoryMb());
  }, 200);
  const from = performance.now();
  await sendAll(docket, posts);
  const states = await untilRouted(docket, 600_000);
  const perSecond = posts.length / ((performance.now() - from) / 1000);
  clearInterval(sampling);
  return { perSecond, peakRssMb: peak, states };
}

/**
 * Sends posts, kills every process (PostgreSQL too) when a third has been acknowledged, starts again, goes on.
 * @returns items that are missing, and things that were done twice
 */
export async function measureCrash(
  docket: BenchDocket,
  posts: BenchPost[],
): Promise<{ lost: number; duplicated: number }> {
  const before = await countItems(docket);
  let crash: Promise<unknown> | undefined;
  await sendAll(docket, posts, (sent) => {
    if (sent >= posts.length / 3) crash ??= docket.kill().then(() => docket.start());
  });
  await crash;
  await untilRouted(docket, 600_000);
  const after = await countItems(docket);
  const client = new Client({ connectionString: docket.installation.databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ twice: number }>(`
    SELECT (SELECT count(*) FROM (SELECT 1 FROM items GROUP BY external_id HAVING count(*) > 1) a)
         + (SELECT count(*) FROM (SELECT 1 FROM cases WHERE purpose = 'triage' GROUP BY item_id HAVING count(*) > 1) b)
         + (SELECT count(*) FROM (SELECT 1 FROM decisions GROUP BY item_id HAVING count(*) > 1) c)
         + (SELECT count(*) FROM items i WHERE (i.state = 'in_review') <> EXISTS (SELECT 1 FROM cases c WHERE c.item_id = i.id AND c.state = 'open' AND c.purpose = 'triage'))
         + (SELECT count(*) FROM items i WHERE (i.state = 'actioned') <> EXISTS (SELECT 1 FROM decisions d WHERE d.item_id = i.id)) AS twice`);
  await client.end();
  return { lost: before + posts.length - after, duplicated: Number(rows[0]?.twice ?? Number.NaN) };
}

async function countItems(docket: BenchDocket): Promise<number> {
  const client = new Client({ connectionString: docket.installation.databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ n: number }>(
    "SELECT count(*)::int AS n FROM items WHERE state <> 'pending'",
  );
  await client.end();
  return rows[0]?.n ?? 0;
}
