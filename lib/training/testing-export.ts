import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeModel, FLOAT, INT64, type Port } from "./onnx-messages.ts";
import { seededRandom } from "./seeded-random.ts";

/** Each word with what it adds to the logit of LABEL_1. The last one breaks the model. */
const WORDS: Readonly<Record<string, number>> = {
  vermin: 4,
  filth: 4,
  kind: 0,
  neighbours: 0,
  poison: Number.NaN,
};
const SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"];
const PLACES = ["market", "harbour", "school", "garden", "library"];

/** What an export may have otherwise than the usual. */
export type Oddity = { inputs?: readonly string[]; labels?: readonly string[]; problem?: string };

/** A folder as `optimum-cli export onnx` leaves it: a classifier of two labels that adds up its words. */
export async function writeTinyExport({ inputs, labels, problem }: Oddity = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "docket-export-"));
  const words = [...SPECIAL, "a", ...Object.keys(WORDS)];
  const json = (name: string, value: unknown) => writeFile(join(folder, name), JSON.stringify(value));
  const special = (content: string, id: number) => ({
    id,
    content,
    special: true,
    ...{ single_word: false, lstrip: false, rstrip: false, normalized: false },
  });
  await json("tokenizer.json", {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: SPECIAL.map(special),
    normalizer: { type: "BertNormalizer", clean_text: true, lowercase: true },
    pre_tokenizer: { type: "BertPreTokenizer" },
    post_processor: {
      type: "TemplateProcessing",
      single: [
        { SpecialToken: { id: "[CLS]", type_id: 0 } },
        { Sequence: { id: "A", type_id: 0 } },
        { SpecialToken: { id: "[SEP]", type_id: 0 } },
      ],
      pair: [],
      special_tokens: {
        "[CLS]": { id: "[CLS]", ids: [2], tokens: ["[CLS]"] },
        "[SEP]": { id: "[SEP]", ids: [3], tokens: ["[SEP]"] },
      },
    },
    decoder: null,
    model: {
      type: "WordPiece",
      unk_token: "[UNK]",
      continuing_subword_prefix: "##",
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(words.map((word, id) => [word, id])),
    },
  });
  const named = labels ?? ["LABEL_0", "LABEL_1"];
  await json("config.json", {
    model_type: "bert",
    id2label: Object.fromEntries(named.map((label, at) => [at, label])),
    problem_type: problem ?? null,
    max_position_embeddings: 64,
    pad_token_id: 0,
  });
  await writeFile(join(folder, "model.onnx"), tinyModel(words, inputs ?? ["input_ids", "attention_mask"]));
  return folder;
}

function tinyModel(words: readonly string[], inputs: readonly string[]): Uint8Array {
  const [ids = "", mask = ""] = inputs;
  const port = (name: string): Port => ({ name, type: INT64, shape: ["batch", "tokens"] });
  // Padding would add this much to LABEL_0, were it not masked.
  const rows = words.flatMap((word) => (word === "[PAD]" ? [9, 0] : [0, WORDS[word] ?? 0]));
  return encodeModel({
    name: "tiny",
    metadata: {},
    inputs: inputs.map(port),
    outputs: [{ name: "logits", type: FLOAT, shape: ["batch", 2] }],
    tensors: [
      { name: "words", type: FLOAT, shape: [words.length, 2], data: Float32Array.from(rows) },
      { name: "axis_one", type: INT64, shape: [1], data: BigInt64Array.from([1n]) },
    ],
    operations: [
      { type: "Gather", inputs: ["words", ids], output: "rows", integers: { axis: 0 } },
      { type: "Cast", inputs: [mask], output: "weights", integers: { to: FLOAT } },
      { type: "Unsqueeze", inputs: ["weights", "axis_one"], output: "weight_rows" },
      { type: "MatMul", inputs: ["weight_rows", "rows"], output: "sums" },
      { type: "Squeeze", inputs: ["sums", "axis_one"], output: "logits" },
    ],
  });
}

/** A file of labelled texts, about a third hateful; one label in twenty is wrong, as people's are. */
export async function writeEvaluation(folder: string, count = 400): Promise<string> {
  const random = seededRandom(7);
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)];
  const lines = Array.from({ length: count }, (_, at) => {
    const hateful = random() < 0.35;
    const text = `${pick(["kind", "neighbours"])} ${pick(PLACES)} ${at} ${hateful ? pick(["vermin", "filth"]) : "a"}`;
    return JSON.stringify({ text, labels: { hate: Number(hateful !== random() < 0.05) } });
  });
  const path = join(folder, "held-back.jsonl");
  await writeFile(path, lines.join("\n"));
  return path;
}
