import { basename } from "node:path";
import { parseArgs } from "node:util";
import { printCard, readExamples, trainModel, writeVersion } from "#lib/training/index.ts";

const USAGE = `Trains the text model.

  npm run train -- --data DIR [--out models/text-moderator/N] [--seed 1]

  --data  folder of labelled texts, *.jsonl.gz (id, lang, split, text, labels)
  --out   folder of the new version; its name is the version (default models/text-moderator/1)
  --seed  of the shuffling (default 1)
`;

const started = performance.now();
const report = (line: string) =>
  console.log(`[${((performance.now() - started) / 1000).toFixed(0)} s] ${line}`);

const { values } = parseArgs({
  options: { data: { type: "string" }, out: { type: "string" }, seed: { type: "string" } },
});
const out = values.out ?? "models/text-moderator/1";
const seed = Number(values.seed ?? 1);
if (!values.data || !Number.isInteger(seed) || !/^\d+$/.test(basename(out))) {
  console.error(USAGE);
  process.exit(2);
}

const { onnx, card } = trainModel(
  await readExamples(values.data),
  {
    version: basename(out),
    command: `npm run train -- --data ${values.data} --out ${out} --seed ${seed}`,
    seed,
    trainedAt: new Date(),
  },
  report,
);
await writeVersion(out, onnx, card);
for (const line of printCard(card)) console.log(line);
report(`wrote ${out}: ${(onnx.length / 1e6).toFixed(1)} MB`);
