// Throw-away: lookup of posts alike over a million prints.
import { randomUUID } from "node:crypto";
import { beforeAll, it } from "vitest";
import { aScorer, aViewer, ingest, installPolicies, REVIEW_SIGNALS } from "#e2e/support/builders.ts";
import { judgeItems } from "#lib/content/index.ts";
import { db } from "#lib/db/index.ts";
import { readAlike } from "./index.ts";

const WORDS = "All of them should leave this town before the winter comes, and nobody should help them pack";
it("bench", { timeout: 900_000 }, async () => {
  await installPolicies();
  const viewer = await aViewer("moderator");
  const cases: number[] = [];
  for (let n = 0; n < 60; n++) {
    const ids = await ingest({ text: `${WORDS} variant ${n % 6} of ${Math.floor(n / 6)} ${n % 6 === 0 ? "now" : ""}` });
    await judgeItems(ids, aScorer(REVIEW_SIGNALS), new Date());
    const { number } = await db().case.findFirstOrThrow({ where: { itemId: ids[0] ?? "" } });
    cases.push(number);
  }
  const N = Number(process.env.BENCH_N ?? 1_000_000);
  await db().$executeRawUnsafe("SET session_replication_role = replica");
  const t0 = Date.now();
  await db().$executeRawUnsafe("DROP INDEX item_prints_bands_idx");
  await db().$executeRawUnsafe(`INSERT INTO items (id, external_id, content_hash, kind, text, state) SELECT gen_random_uuid(), 'b-' || g, md5(g::text), 'post', 'text ' || g, 'allowed' FROM generate_series(1, ${N}) g`);
  await db().$executeRawUnsafe(`INSERT INTO item_prints (item_id, text_hash, bands, signature)
    SELECT id, hashtextextended(external_id, 1), ARRAY(SELECT hashtext(external_id || b)::int FROM generate_series(1,16) b), decode(repeat(md5(external_id), 32), 'hex') FROM items WHERE external_id LIKE 'b-%'`);
  await db().$executeRawUnsafe("CREATE INDEX item_prints_bands_idx ON item_prints USING gin (bands)");
  await db().$executeRawUnsafe("ANALYZE item_prints");
  await db().$executeRawUnsafe("ANALYZE items");
  console.log("loaded", N, (Date.now() - t0) / 1000, "s", randomUUID().length);
  for (const round of ["cold", "warm"]) {
    const times: number[] = [];
    let found = 0;
    for (let n = 0; n < 300; n++) {
      const at = performance.now();
      const alike = await readAlike(viewer, cases[n % cases.length] as number);
      times.push(performance.now() - at);
      found += alike.total;
    }
    times.sort((a, b) => a - b);
    console.log(round, "p50", times[150]?.toFixed(1), "p95", times[285]?.toFixed(1), "p99", times[297]?.toFixed(1), "found", found / 300);
  }
});
