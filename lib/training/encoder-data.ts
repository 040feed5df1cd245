import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { extractTokens, LABELS, TOKEN_SLOTS, TOKEN_SPACE, TOKEN_VERSION } from "#lib/scoring/index.ts";
import { misspellText } from "./misspell-text.ts";
import { leaveOutDuplicates } from "./prepare-data.ts";
import type { Example } from "./read-examples.ts";
import { seededRandom } from "./seeded-random.ts";
import { UNKNOWN } from "./train-heads.ts";

/** Tokens read of one text in training; longer ones are cut there, for speed. */
const TRAINING_TOKENS = 96;
const SPLITS = ["train", "dev", "test"] as const;

/**
 * Writes what the encoder's training reads, so that features are made in one place only: for the given examples
 * (set `name`), `<name>.tokens.u16` [tokens, slots], `<name>.offsets.i32` [rows + 1], `<name>.labels.i8`
 * [rows, labels] (−1 unknown), `<name>.source.u8`, `<name>.split.u8` and `<name>.lang.u8` [rows]; the numbers'
 * names go to `<name>.json`. All little-endian.
 */
async function writeSet(folder: string, name: string, examples: readonly Example[]): Promise<void> {
  const offsets = new Int32Array(examples.length + 1);
  const chunks: Uint16Array[] = [];
  examples.forEach(({ text }, row) => {
    const { ids } = extractTokens(text);
    const kept = Uint16Array.from(ids.subarray(0, TRAINING_TOKENS * TOKEN_SLOTS));
    chunks.push(kept);
    offsets[row + 1] = (offsets[row] as number) + kept.length / TOKEN_SLOTS;
  });
  const sources = [...new Set(examples.map((example) => example.source))].sort();
  const langs = [...new Set(examples.map((example) => example.lang))].sort();
  const labels = new Int8Array(examples.length * LABELS.length).fill(UNKNOWN);
  examples.forEach((example, row) => {
    LABELS.forEach((label, at) => {
      labels[row * LABELS.length + at] = example.labels[label] ?? UNKNOWN;
    });
  });
  const numbers = (of: (example: Example) => number) => Uint8Array.from(examples, of);
  const write = (ending: string, data: Uint8Array | Int8Array | Int32Array) =>
    writeFile(
      join(folder, `${name}.${ending}`),
      new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
    );
  await writeFile(
    join(folder, `${name}.tokens.u16`),
    Buffer.concat(chunks.map((chunk) => Buffer.from(chunk.buffer))),
  );
  await write("offsets.i32", offsets);
  await write("labels.i8", labels);
  await write(
    "source.u8",
    numbers(({ source }) => sources.indexOf(source)),
  );
  await write(
    "split.u8",
    numbers(({ split }) => SPLITS.indexOf(split)),
  );
  await write(
    "lang.u8",
    numbers(({ lang }) => langs.indexOf(lang)),
  );
  await writeFile(
    join(folder, `${name}.json`),
    JSON.stringify({
      features: TOKEN_VERSION,
      slots: TOKEN_SLOTS,
      space: TOKEN_SPACE,
      labels: LABELS,
      sources,
      langs,
      splits: SPLITS,
    }),
  );
}

/** The set `natural`: all examples without near-duplicates across splits (invariant 11). */
export async function writeNaturalSet(folder: string, all: readonly Example[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeSet(folder, "natural", leaveOutDuplicates(all).examples);
}

/** The set `misspelt`: the training examples again, in spelling that evades filters. */
export async function writeMisspeltSet(folder: string, all: readonly Example[], seed: number): Promise<void> {
  const random = seededRandom(seed);
  const train = leaveOutDuplicates(all).examples.filter((example) => example.split === "train");
  await mkdir(folder, { recursive: true });
  await writeSet(
    folder,
    "misspelt",
    train.map((example) => ({ ...example, text: misspellText(example.text, random) })),
  );
}

/** The set `templates`: invented sentences. */
export async function writeTemplateSet(folder: string, sentences: readonly Example[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeSet(folder, "templates", sentences);
}
