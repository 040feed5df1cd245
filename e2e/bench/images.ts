// `npm run bench:images`: pictures a second of our model and of nsfwjs, parity, hashing, and look-ups in a million hashes.
import { existsSync, globSync, mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import sharp from "sharp";
import { buildPdqIndex } from "#lib/known-content/index.ts";
import { pdqHash } from "#lib/known-content/pdq.ts";
import { IMAGE_CLASSES, type Picture, scorePictures } from "#lib/scoring/index.ts";
import { seededRandom } from "#lib/training/seeded-random.ts";
import { buildImageModel } from "../../scripts/build-image-model.ts";
import { openNsfwjs } from "../support/nsfwjs.ts";

const IMAGES = "../shared/data/images";
const BATCHES = [1, 8, 32];
/** Each measure runs for about so long, milliseconds. */
const MEASURE_MS = 4000;
const HASHES = 1_000_000;
const LOOKUPS = 2000;
/** The radius that banks ask for by default. */
const RADIUS = 31;

await buildImageModel();
const pictures = await loadPictures();
const original = await openNsfwjs();
const ours = async (batch: Picture[]) =>
  (await scorePictures(batch, { providers: ["cpu"], threads: 1 })).results;

console.log(`${pictures.length} pictures, one thread each, decoded before; ${cpus()[0]?.model}`);
const rates: Record<string, number> = {};
for (const size of BATCHES) {
  // Turn about, so that a busy machine is busy for both.
  const [mine, theirs] = [await imagesPerSecond(size, ours), await imagesPerSecond(size, original)];
  rates[`ort_cpu_images_per_s_batch_${size}`] = mine;
  rates[`nsfwjs_wasm_images_per_s_batch_${size}`] = theirs;
  console.log(`batch ${size}: onnxruntime cpu ${mine.toFixed(1)}/s, nsfwjs wasm ${theirs.toFixed(1)}/s`);
}
const parity = await largestDifference();
console.log(`largest difference of a probability: ${parity.toExponential(2)}`);

const hashedFrom = performance.now();
for (const picture of pictures) pdqHash(picture);
const hashMs = (performance.now() - hashedFrom) / pictures.length;
const lookup = measureLookups();
console.log(
  `pdq ${hashMs.toFixed(2)} ms a picture; look-up in ${HASHES} hashes p50 ${lookup.p50.toFixed(2)} ms, p99 ${lookup.p99.toFixed(2)} ms, ${lookup.cpu.toFixed(2)} ms of processor each; load ${loadavg()[0]?.toFixed(1)} on ${cpus().length} cores`,
);

mkdirSync("bench-results", { recursive: true });
writeFileSync(
  "bench-results/images.json",
  `${JSON.stringify(
    {
      ...rates,
      parity_max_abs_difference: parity,
      pictures: pictures.length,
      pdq_ms: hashMs,
      hash_lookup_hashes: HASHES,
      hash_lookup_radius: RADIUS,
      hash_lookup_p50_ms: lookup.p50,
      hash_lookup_p99_ms: lookup.p99,
      // On a busy machine the 99th percentile is the wait for a processor; this is not.
      hash_lookup_cpu_ms: lookup.cpu,
      hash_index_build_s: lookup.buildSeconds,
    },
    null,
    2,
  )}\n`,
);

async function loadPictures(): Promise<Picture[]> {
  if (!existsSync(IMAGES)) {
    console.log("The photographs in ../shared/data/images are not here; noise stands in for them.");
    const random = seededRandom(1);
    return Array.from({ length: 64 }, () => ({
      data: Uint8Array.from({ length: 256 * 192 * 3 }, () => random() * 256),
      width: 256,
      height: 192,
      channels: 3,
    }));
  }
  const files = globSync(`${IMAGES}/**/*.jpg`).sort();
  return Promise.all(
    files.map(async (file) => {
      const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
      return { data, width: info.width, height: info.height, channels: info.channels };
    }),
  );
}

async function imagesPerSecond(size: number, run: (batch: Picture[]) => Promise<unknown>): Promise<number> {
  const batchAt = (round: number) =>
    Array.from({ length: size }, (_, at) => pictures[(round * size + at) % pictures.length] as Picture);
  await run(batchAt(0));
  const from = performance.now();
  let rounds = 0;
  while (performance.now() - from < MEASURE_MS) await run(batchAt(++rounds));
  return (rounds * size * 1000) / (performance.now() - from);
}

async function largestDifference(): Promise<number> {
  let largest = 0;
  for (let at = 0; at < pictures.length; at += 32) {
    const batch = pictures.slice(at, at + 32);
    const [mine, theirs] = [await ours(batch), await original(batch)];
    for (const [index, { signals }] of mine.entries())
      for (const [place, name] of IMAGE_CLASSES.entries())
        largest = Math.max(
          largest,
          Math.abs((signals[`image_${name}`] ?? Number.NaN) - (theirs[index]?.[place] ?? Number.NaN)),
        );
  }
  return largest;
}

/** Wall time of single searches in this process, one after another, and what they cost the processor on average. */
function measureLookups(): { p50: number; p99: number; cpu: number; buildSeconds: number } {
  const random = seededRandom(7);
  const hashes = Uint32Array.from({ length: HASHES * 8 }, () => random() * 2 ** 32);
  const from = performance.now();
  const index = buildPdqIndex(hashes);
  const buildSeconds = (performance.now() - from) / 1000;
  const times: number[] = [];
  // Half are near one of them, half near none.
  const queries = Array.from({ length: LOOKUPS }, (_, at) =>
    Uint32Array.from({ length: 8 }, (_, word) =>
      at % 2 === 0 ? ((hashes[at * 8 + word] as number) ^ (1 << word)) >>> 0 : random() * 2 ** 32,
    ),
  );
  const cpuFrom = process.cpuUsage();
  for (const [at, query] of queries.entries()) {
    const started = performance.now();
    const found = index.search(query, RADIUS);
    times.push(performance.now() - started);
    if (at % 2 === 0 && !found.some(({ row }) => row === at)) throw new Error("A known hash was not found.");
  }
  const { user, system } = process.cpuUsage(cpuFrom);
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(share * times.length)] as number;
  return { p50: at(0.5), p99: at(0.99), cpu: (user + system) / 1000 / LOOKUPS, buildSeconds };
}
