import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import {
  inventSentences,
  parseGrammar,
  readExamples,
  seededRandom,
  writeMisspeltSet,
  writeNaturalSet,
  writeTemplateSet,
} from "#lib/training/index.ts";

const USAGE = `Writes the arrays that the text encoder's training reads (models/text-moderator/3/train/README.md).

  npm run encoder-data -- --data DIR --out DIR [--sentences DIR] [--seed 1] [--only natural|misspelt|templates]
`;

/** English first, then the other two languages of the product. */
const SENTENCES_PER_CLASS: Readonly<Record<string, number>> & { other: number } = {
  en: 4_000,
  de: 2_000,
  fa: 2_000,
  other: 600,
};

const { values } = parseArgs({
  options: {
    data: { type: "string" },
    out: { type: "string" },
    sentences: { type: "string", default: "models/text-moderator/3/train/sentences" },
    only: { type: "string" },
    seed: { type: "string", default: "1" },
  },
});
if (!values.data || !values.out) {
  console.error(USAGE);
  process.exit(2);
}
const { out, only } = values;
const seed = Number(values.seed);
const wants = (set: string) => only === undefined || only === set;
if (wants("natural") || wants("misspelt")) {
  const all = await readExamples(values.data);
  if (wants("natural")) await writeNaturalSet(out, all);
  if (wants("misspelt")) await writeMisspeltSet(out, all, seed);
}
if (wants("templates")) {
  const random = seededRandom(seed);
  const sentences = [];
  for (const file of (await readdir(values.sentences)).filter((name) => name.endsWith(".txt")).sort()) {
    const grammar = parseGrammar(await readFile(join(values.sentences, file), "utf8"));
    const count = SENTENCES_PER_CLASS[grammar.lang] ?? SENTENCES_PER_CLASS.other;
    const invented = inventSentences(grammar, count, random);
    console.log(`${grammar.lang}: ${invented.length} sentences`);
    sentences.push(...invented);
  }
  await writeTemplateSet(out, sentences);
}
