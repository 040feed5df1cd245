import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { cpus, loadavg } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import {
  type Card,
  type CardFigures,
  cardPath,
  loadCard,
  readChampion,
  type ScoredText,
  scoreTexts,
  TEXT_MODEL,
} from "#lib/scoring/index.ts";
import {
  describeIdentities,
  evaluateFunctionally,
  FAIRNESS_LABEL,
  IDENTITIES,
  type Measure,
  measureFairness,
  measureHeads,
  measureModel,
  measureRiskCoverage,
  readExamples,
  readIdentityTexts,
} from "#lib/training/index.ts";

const USAGE = `Measures the text model again on the test splits of labelled texts.

  npm run eval -- [--data ../shared/data/text] [--fairness FILE] [--version N]
                  [--out bench-results/eval.json] [--card]

  --data        folder of labelled texts, *.jsonl.gz
  --fairness    template sentences with identity terms (default: beside the data, fairness/bias-madlibs-77k.csv.gz)
  --card        also write curves, counts, slices and speed into the version's card, for the models page
`;
const TEXTS_AT_ONCE = 500;
/** Posts scored one at a time, for the time that one takes. */
const SINGLE_POSTS = 1000;

const { values } = parseArgs({
  options: {
    data: { type: "string", default: "../shared/data/text" },
    fairness: { type: "string" },
    version: { type: "string" },
    out: { type: "string", default: "bench-results/eval.json" },
    card: { type: "boolean", default: false },
    help: { type: "boolean", short: "h" },
  },
});
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}
if (!existsSync(values.data)) {
  console.error(
    `There are no labelled texts in ${values.data}: nothing can be measured. Name their folder with --data.`,
  );
  process.exit(2);
}

const champion = await readChampion();
const ref = { name: TEXT_MODEL, version: values.version ?? champion.version };
const card = await loadCard(ref);
const test = (await readExamples(values.data)).filter((example) => example.split === "test");
const { results, milliseconds } = await scoreAll(test);
const scored = test.map((example, at) => ({
  ...example,
  signals: results[at]?.signals ?? {},
  definitions: results[at]?.definitions ?? {},
}));
const measures = measureModel(scored, card);
measures.set("posts_per_second", {
  value: (test.length / milliseconds) * 1000,
  interval: null,
  n: test.length,
});

console.log(`${ref.name}/${ref.version} on ${test.length} test examples`);
console.log(`${"".padEnd(36)}    value  95% interval          n    floor`);
for (const [name, measure] of measures) console.log(measureLine(name, measure));
const fairness = await readFairness(card);
const functional = await evaluateFunctionally(ref, card);

const entries = [...measures];
const result = {
  name: "eval",
  commit: currentCommit(),
  machine: `${cpus()[0]?.model ?? "unknown"} × ${cpus().length}`,
  model: ref,
  metrics: Object.fromEntries(entries.map(([name, measure]) => [name, measure.value])),
  intervals: Object.fromEntries(
    entries.filter(([, one]) => one.interval).map(([name, one]) => [name, one.interval]),
  ),
  riskCoverage: measureRiskCoverage(scored, card),
  fairness,
  functional,
};
await mkdir(dirname(values.out), { recursive: true });
await writeFile(values.out, `${JSON.stringify(result, null, 2)}\n`);
console.log(`wrote ${values.out}`);
if (values.card) await writeFigures();

/** Puts the figures that the models page shows into the card. */
async function writeFigures(): Promise<void> {
  const figures: CardFigures = {
    measuredAt: new Date().toISOString(),
    command: "npm run eval -- --card",
    examples: test.length,
    heads: measureHeads(scored, card.heads),
    identities: fairness && describeIdentities(fairness.label, fairness.n, fairness),
    serving: await measureSpeed(),
  };
  const path = cardPath(ref);
  await writeFile(path, `${inlineNumbers(JSON.stringify({ ...card, figures }, null, 2))}\n`);
  console.log(`wrote ${path}`);
}

/** Lists of numbers on a line of their own each: a card is read by people, and compared line by line. */
function inlineNumbers(json: string): string {
  return json.replace(/\[[\s\d.,eE[\]+-]+\]/g, (list) => list.replace(/\s+/g, "").replaceAll(",", ", "));
}

async function measureSpeed(): Promise<CardFigures["serving"]> {
  const times: number[] = [];
  let provider = "";
  for (const { id, text } of test.slice(0, SINGLE_POSTS)) {
    const started = performance.now();
    ({ provider } = await scoreTexts([{ id, text }], { version: ref.version }));
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => Number((times[Math.floor(share * times.length)] ?? 0).toFixed(2));
  return {
    machine: result.machine,
    load: Number((loadavg()[0] ?? 0).toFixed(1)),
    provider,
    threads: 1,
    postsPerSecond: Math.round(measures.get("posts_per_second")?.value ?? 0),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    n: times.length,
  };
}

async function scoreAll(texts: readonly { id: string; text: string }[]) {
  const all: ScoredText[] = [];
  let milliseconds = 0;
  for (let from = 0; from < texts.length; from += TEXTS_AT_ONCE) {
    const { results: some, latencyMs } = await scoreTexts(texts.slice(from, from + TEXTS_AT_ONCE), {
      version: ref.version,
    });
    milliseconds += latencyMs;
    all.push(...some);
  }
  return { results: all, milliseconds };
}

async function readFairness({ heads }: Card) {
  const path = values.fairness ?? join(dirname(values.data), "fairness", "bias-madlibs-77k.csv.gz");
  if (!existsSync(path) || !heads.some((head) => head.label === FAIRNESS_LABEL)) {
    console.log(`no fairness measured: ${path} is not there, or there is no head for ${FAIRNESS_LABEL}`);
    return null;
  }
  const texts = await readIdentityTexts(path, IDENTITIES);
  const { results: found } = await scoreAll(texts.map(({ text }, at) => ({ id: String(at), text })));
  const measured = measureFairness(
    texts.map((one, at) => ({ ...one, score: found[at]?.signals[FAIRNESS_LABEL] ?? 0 })),
    IDENTITIES,
  );
  console.log(`\n${FAIRNESS_LABEL} on ${texts.length} template sentences, by identity mentioned: AUC`);
  console.log(`${"".padEnd(24)} subgroup     bpsn     bnsp        n`);
  for (const one of measured.identities) {
    const cells = [one.subgroup, one.bpsn, one.bnsp].map((value) => (value?.toFixed(3) ?? "").padStart(8));
    console.log(`${one.identity.padEnd(24)} ${cells.join(" ")} ${String(one.n).padStart(8)}`);
  }
  const gaps = [measured.gaps.subgroup, measured.gaps.bpsn, measured.gaps.bnsp];
  console.log(`${"gap".padEnd(24)} ${gaps.map((gap) => (gap?.toFixed(3) ?? "").padStart(8)).join(" ")}`);
  return { label: FAIRNESS_LABEL, n: texts.length, ...measured };
}

function measureLine(name: string, { value, interval, n, floor }: Measure): string {
  const range = interval ? `${interval[0].toFixed(4)}-${interval[1].toFixed(4)}` : "";
  const under = floor !== undefined && value < floor ? " under" : "";
  return `${name.padEnd(36)} ${value.toFixed(4).padStart(8)}  ${range.padEnd(14)} ${String(n).padStart(8)}   ${floor?.toFixed(4) ?? ""}${under}`;
}

function currentCommit(): string | null {
  try {
    return execFileSync("git", ["rev-parse", "HEAD"], { encoding: "utf8" }).trim();
  } catch {
    return null;
  }
}
