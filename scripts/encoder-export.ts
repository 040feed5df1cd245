import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { loadCard, modelPath, readOnnxWeights, TEXT_MODEL } from "#lib/scoring/index.ts";
import {
  inventSentences,
  parseGrammar,
  printCard,
  readEncoderWeights,
  readExamples,
  seededRandom,
  trainEncoderVersion,
  writeVersion,
} from "#lib/training/index.ts";

const USAGE = `Makes a version of the text model of an encoder trained offline (models/text-moderator/3/train/README.md).

  npm run encoder-export -- --data DIR --weights DIR [--linear 1] [--out models/text-moderator/N] [--seed 1]

  --data     folder of labelled texts, *.jsonl.gz
  --weights  folder that dump_weights.py wrote
  --linear   version whose linear heads are blended in
`;

/** Other sentences than training's: as many of each class, from another seed. */
const INVENTED_PER_CLASS = 40;
const INVENTED_SEED = 9_001;

const { values } = parseArgs({
  options: {
    data: { type: "string" },
    weights: { type: "string" },
    linear: { type: "string", default: "1" },
    sentences: { type: "string", default: "models/text-moderator/3/train/sentences" },
    out: { type: "string", default: "models/text-moderator/3" },
    seed: { type: "string", default: "1" },
  },
});
const { data, weights, out } = values;
if (!data || !weights || !/^\d+$/.test(basename(out))) {
  console.error(USAGE);
  process.exit(2);
}
const started = performance.now();
const report = (line: string) =>
  console.log(`[${((performance.now() - started) / 1000).toFixed(0)} s] ${line}`);
const random = seededRandom(INVENTED_SEED);
const invented = [];
for (const file of (await readdir(values.sentences)).sort()) {
  const grammar = parseGrammar(await readFile(join(values.sentences, file), "utf8"));
  invented.push(...inventSentences(grammar, INVENTED_PER_CLASS, random));
}
const linear = { name: TEXT_MODEL, version: values.linear };
const { onnx, card } = await trainEncoderVersion(
  await readExamples(data),
  await readEncoderWeights(weights),
  {
    labels: (await loadCard(linear)).heads.map((head) => head.label),
    weights: readOnnxWeights(await readFile(modelPath(linear))),
  },
  invented,
  {
    version: basename(out),
    command: `npm run encoder-export -- --data ${data} --weights ${weights} --linear ${values.linear} --out ${out} --seed ${values.seed}`,
    seed: Number(values.seed),
    trainedAt: new Date(),
  },
  report,
);
await writeVersion(out, onnx, card);
for (const line of printCard(card)) console.log(line);
report(`wrote ${out}: ${(onnx.length / 1e6).toFixed(1)} MB`);
