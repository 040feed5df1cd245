// `npm run bench:scoring`: how fast the served text model is, by provider and batch size, on this machine.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import {
  HEAD_OUTPUTS,
  loadCard,
  type ModelRow,
  modelPath,
  openSession,
  PROVIDERS,
  type Provider,
  readChampion,
  readerFor,
} from "#lib/scoring/index.ts";
import { DEMO_POSTS } from "../../prisma/demo/posts.ts";
import { shareOfLimit, workCounter } from "./count-work.ts";
import { measureLimits } from "./provider-limits.ts";

const OUT = "bench-results/scoring.json";
const BATCH_SIZES = [1, 8, 32, 128, 256];
/** Long enough for steady figures, short enough to run before every release. */
const SECONDS_EACH = 2;
const SINGLE_RUNS = 2_000;

const { values } = parseArgs({ options: { threads: { type: "string", default: "1" } } });
const threads = Number(values.threads);
const model = await readChampion();
const card = await loadCard(model);
const file = readFileSync(modelPath(model));
const reader = readerFor(card.features);
const texts = DEMO_POSTS.map(({ text }) => text);
const rows = texts.map(reader.extract);
const textAt = (at: number) => texts[at % texts.length] as string;
const rowAt = (at: number) => rows[at % rows.length] as ModelRow;
const countWork = workCounter(file);
/** What a batch of `size` posts needs at least, the mean of one from each post on. */
const meanWork = (size: number) => {
  const each = rows.map((_, from) => countWork(Array.from({ length: size }, (_, at) => rowAt(from + at))));
  const mean = (of: "flops" | "bytes") => each.reduce((sum, one) => sum + one[of], 0) / each.length;
  return { flops: mean("flops"), bytes: mean("bytes") };
};

const features = await time(1, async (from, size) => {
  for (let at = from; at < from + size; at++) reader.extract(textAt(at));
});
console.log(`${model.name}/${model.version} on ${cpus()[0]?.model}, ${threads} thread(s)`);
console.log(`features alone: ${features} posts/s`);
const providers = [];
for (const provider of PROVIDERS) {
  const measured = await measure(provider);
  providers.push(measured);
  print(measured);
}

const report = {
  at: new Date().toISOString(),
  machine: { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version },
  model: `${model.name}/${model.version}`,
  threads,
  note: "One process. Session time includes padding; whole posts include features. Posts are the demo's, repeated. The limit is the provider's own, as measured with products of matrices and sums over memory; the share says how near the session comes to it with the work that the posts need.",
  features: { postsPerSecond: features },
  providers,
};
mkdirSync("bench-results", { recursive: true });
writeFileSync(OUT, `${JSON.stringify(report, null, 2)}\n`);
console.log(`written to ${OUT}`);

/** One provider: throughput by batch size, and the latency of one whole post. */
async function measure(provider: Provider) {
  const session = await openSession(file, card.features, threads, [provider]);
  if (session.provider !== provider) return { provider, there: false as const };
  const run = async (from: number, size: number) => {
    const batch = Array.from({ length: size }, (_, at) => rowAt(from + at));
    for (const { inputs } of reader.pack(batch)) await session.run(inputs, HEAD_OUTPUTS);
  };
  const limits = await measureLimits(provider, threads);
  const batches = [];
  for (const size of BATCH_SIZES) {
    const sessionPostsPerSecond = await time(size, run);
    batches.push({
      size,
      sessionPostsPerSecond,
      shareOfLimit: rounded(shareOfLimit(meanWork(size), size / sessionPostsPerSecond, limits), 5),
      wholePostsPerSecond: await time(size, async (from) => {
        const batch = Array.from({ length: size }, (_, at) => reader.extract(textAt(from + at)));
        for (const { inputs } of reader.pack(batch)) await session.run(inputs, HEAD_OUTPUTS);
      }),
    });
  }
  const single: number[] = [];
  for (let at = 0; at < SINGLE_RUNS; at++) {
    const from = performance.now();
    for (const { inputs } of reader.pack([reader.extract(textAt(at))]))
      await session.run(inputs, HEAD_OUTPUTS);
    single.push(performance.now() - from);
  }
  single.sort((a, b) => a - b);
  const quantile = (share: number) => rounded(single[Math.floor(share * (single.length - 1))] ?? 0, 3);
  return {
    provider,
    there: true as const,
    limits: {
      gigaflopsPerSecond: rounded(limits.flopsPerSecond / 1e9, 1),
      gigabytesPerSecond: rounded(limits.bytesPerSecond / 1e9, 1),
    },
    batches,
    onePost: { p50Ms: quantile(0.5), p99Ms: quantile(0.99), n: SINGLE_RUNS },
  };
}

/** Posts a second of `work`, which is given where to begin and how many posts to take. */
async function time(size: number, work: (from: number, size: number) => Promise<void>): Promise<number> {
  for (let warm = 0; warm < 3; warm++) await work(warm * size, size);
  const started = performance.now();
  let done = 0;
  while (performance.now() - started < SECONDS_EACH * 1000) {
    await work(done, size);
    done += size;
  }
  return rounded(done / ((performance.now() - started) / 1000), 0);
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

function print(one: Awaited<ReturnType<typeof measure>>): void {
  if (!one.there) {
    console.log(`${one.provider}: not on this machine`);
    return;
  }
  const { gigaflopsPerSecond, gigabytesPerSecond } = one.limits;
  console.log(`${one.provider}: one post p50 ${one.onePost.p50Ms} ms, p99 ${one.onePost.p99Ms} ms`);
  console.log(`  limit as measured: ${gigaflopsPerSecond} GFLOP/s, ${gigabytesPerSecond} GB/s`);
  for (const { size, sessionPostsPerSecond, wholePostsPerSecond, shareOfLimit: share } of one.batches)
    console.log(
      `  batch ${size}: session ${sessionPostsPerSecond} posts/s (${(100 * share).toFixed(2)}% of the limit), whole ${wholePostsPerSecond} posts/s`,
    );
}
