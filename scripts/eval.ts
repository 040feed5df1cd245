import { execFileSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { loadCard, readChampion, scoreTexts, TEXT_MODEL } from "#lib/scoring/index.ts";
import {
  evaluateFunctionally,
  type Measure,
  measureModel,
  readExamples,
  type ScoredExample,
} from "#lib/training/index.ts";

const USAGE = `Measures the text model again on the test splits of labelled texts.

  npm run eval -- --data DIR [--version N] [--out bench-results/eval.json]
`;
const TEXTS_AT_ONCE = 500;

const { values } = parseArgs({
  options: {
    data: { type: "string" },
    version: { type: "string" },
    out: { type: "string", default: "bench-results/eval.json" },
  },
});
if (!values.data) {
  console.error(USAGE);
  process.exit(2);
}

const champion = await readChampion();
const ref = { name: TEXT_MODEL, version: values.version ?? champion.version };
const card = await loadCard(ref);
const test = (await readExamples(values.data)).filter((example) => example.split === "test");
const scored: ScoredExample[] = [];
let scoringMs = 0;
for (let from = 0; from < test.length; from += TEXTS_AT_ONCE) {
  const examples = test.slice(from, from + TEXTS_AT_ONCE);
  const { results, latencyMs } = await scoreTexts(examples, { version: ref.version });
  scoringMs += latencyMs;
  examples.forEach((example, at) => {
    scored.push({
      source: example.source,
      lang: example.lang,
      labels: example.labels,
      signals: results[at]?.signals ?? {},
    });
  });
}
const measures = measureModel(scored, card);
measures.set("posts_per_second", { value: (test.length / scoringMs) * 1000, interval: null, n: test.length });

console.log(`${ref.name}/${ref.version} on ${test.length} test examples`);
console.log(`${"".padEnd(36)}    value  95% interval          n    floor`);
for (const [name, measure] of measures) console.log(measureLine(name, measure));

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
  functional: await evaluateFunctionally(ref, card),
};
await mkdir(dirname(values.out), { recursive: true });
await writeFile(values.out, `${JSON.stringify(result, null, 2)}\n`);
console.log(`wrote ${values.out}`);

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
