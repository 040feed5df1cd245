import { access } from "node:fs/promises";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { readLines } from "#lib/scoring/index.ts";
import {
  readFusionExamples,
  TooFewExamplesError,
  trainFusedModel,
  writeVersion,
} from "#lib/training/index.ts";

const USAGE = `Trains the fused model on decided items; needs no server and no database.

  npm run train:fusion -- --examples FILE.jsonl [--out models/fusion/N] [--gamma 0] [--seed 1]

  --examples  one JSON object a line, plain or .gz: text_embedding, image_embedding, facts (each may be missing),
              labels {label: 0 or 1}, split (train, dev or test)
  --out       folder of the new version; its name is the version (default models/fusion/1)
  --gamma     of focal loss; 0, the default, is cross-entropy, 2 suits rare harms
  --seed      of initialisation, shuffling and modality dropout (default 1)
  --text-model, --image-model
              what made the embeddings, e.g. text-moderator/2 and image-moderator/1; the product asks a model for
              scores only where it knows

  Exit code: 0 trained, 1 trained but some lines left out, 2 wrong use, 3 too few examples.
`;

function fail(message: string, code = 2): never {
  console.error(code === 2 ? `${message}\n\n${USAGE}` : message);
  process.exit(code);
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        examples: { type: "string" },
        out: { type: "string", default: "models/fusion/1" },
        gamma: { type: "string", default: "0" },
        seed: { type: "string", default: "1" },
        "text-model": { type: "string" },
        "image-model": { type: "string" },
      },
    }).values;
  } catch (error) {
    return fail((error as Error).message);
  }
}

const values = readArguments();
const { examples, out } = values;
const [gamma, seed] = [Number(values.gamma), Number(values.seed)];
if (!examples) fail("--examples is needed.");
if (!/^\d+$/.test(basename(out))) fail("--out should end in a number.");
if (!(gamma >= 0 && gamma <= 10) || !Number.isInteger(seed))
  fail("--gamma should be from 0 to 10, --seed a whole number.");
await access(examples).catch(() => fail(`${examples} cannot be read.`));

let bad = 0;
const items = await readFusionExamples(readLines(examples), (line, reason) => {
  bad++;
  console.error(`${examples}:${line} ${reason}`);
});
try {
  const { onnx, card } = trainFusedModel(
    items,
    {
      version: basename(out),
      command: `npm run train:fusion -- --examples ${examples} --out ${out} --gamma ${gamma} --seed ${seed}`,
      seed,
      gamma,
      source: basename(examples),
      models: { text: values["text-model"] ?? null, image: values["image-model"] ?? null },
      trainedAt: new Date(),
    },
    console.log,
  );
  await writeVersion(out, onnx, card);
  for (const { label, source, auc, ece, n } of card.metrics)
    console.log(`${label}, ${source}: AUC ${auc?.toFixed(4) ?? "-"}, ECE ${ece.toFixed(3)}, n ${n}`);
  for (const { label, reason } of card.absent) console.log(`${label}: no head (${reason})`);
  console.log(
    `wrote ${out}: ${(onnx.length / 1e6).toFixed(1)} MB; ${items.length} examples, ${bad} lines left out`,
  );
} catch (error) {
  if (!(error instanceof TooFewExamplesError)) throw error;
  fail(error.message, 3);
}
process.exitCode = bad > 0 ? 1 : 0;
