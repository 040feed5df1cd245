import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Tokenizer } from "@huggingface/tokenizers";
import type { InferenceSession } from "onnxruntime-node";
import { z } from "zod";
import type { Provider } from "./choose-providers.ts";
import { createSession } from "./local-session.ts";
import { createBatcher } from "./micro-batcher.ts";

/** What an export's files are called; the two required ones besides the model, and one that helps. */
export const EXPORT_FILES = ["tokenizer.json", "config.json"] as const;
export const TOKENIZER_CONFIG = "tokenizer_config.json";

/** Longest row, tokens: what most encoders were made for. Attention costs the square of it. */
const MOST_TOKENS = 512;
/** Neighbouring windows of a long text share this many tokens. */
const OVERLAP_TOKENS = 32;
/** A text of more windows is read to the end of the last one: the work that one post makes is bounded. */
const MOST_WINDOWS = 32;
/** Rows of one run, and what a lone row waits for company, milliseconds. */
export const EXPORT_BATCH_ROWS = 32;
const BATCH_DELAY_MS = 2;
/** Families whose positions start behind the padding token, so that the table is that much longer than a text may be. */
const OFFSET_POSITIONS = new Set(["roberta", "xlm-roberta", "camembert", "xlm-roberta-xl", "longformer"]);

const configSchema = z.object({
  model_type: z.string().optional(),
  id2label: z.record(z.string().regex(/^\d+$/), z.string()),
  problem_type: z.string().nullish(),
  max_position_embeddings: z.number().int().positive().optional(),
  pad_token_id: z.number().int().nonnegative().nullish(),
});
type Config = z.infer<typeof configSchema>;
const tokenizerConfigSchema = z.looseObject({ model_max_length: z.number().positive().optional() });

const KNOWN_INPUTS = ["input_ids", "attention_mask", "token_type_ids"];

/** A sequence classifier as Hugging Face's tools export it to ONNX. */
export type ExportedClassifier = {
  /** Its own labels, in the order of its outputs. */
  labels: readonly string[];
  provider: Provider;
  /** What it takes, by name. */
  inputs: readonly string[];
  /** The log-odds of each label for one text: of its windows' the highest. */
  score: (text: string) => Promise<Float64Array>;
};

/**
 * Opens a folder with tokenizer.json, config.json and the ONNX file. Nothing but these files is read: no network.
 * @param onnx path of the ONNX file; int64 token inputs, an output `logits` [batch, labels]
 * @throws Error in plain words where a file is missing or is not what it should be
 */
export async function openExport(
  folder: string,
  onnx: string,
  options: { threads?: number; providers?: readonly Provider[] } = {},
): Promise<ExportedClassifier> {
  const config = configSchema.safeParse(await readJson(join(folder, "config.json")));
  if (!config.success)
    throw new Error(`config.json is not that of a classifier: ${z.prettifyError(config.error)}`);
  const labels = labelsOf(config.data);
  const toRows = await openTokenizer(folder, config.data);
  const pad = config.data.pad_token_id ?? 0;
  return createSession(
    await readFile(onnx),
    options.threads ?? 1,
    options.providers,
    async (session, provider) => {
      checkPorts(session);
      const run = async (rows: readonly number[][]) =>
        toLogits(await runIds(session, rows, pad), rows.length);
      const [first] = await run(toRows("warm up"));
      if (first?.length !== labels.length)
        throw new Error(
          `The model gives ${first?.length} logits, config.json names ${labels.length} labels.`,
        );
      const ask = createBatcher({
        run,
        maxSize: EXPORT_BATCH_ROWS,
        maxDelayMs: BATCH_DELAY_MS,
        concurrency: 1,
      });
      const score = async (text: string) => {
        const windows = await Promise.all(toRows(text).map(ask));
        const odds = windows.map((logits) => logOdds(logits, config.data.problem_type));
        return Float64Array.from(labels, (_, at) => Math.max(...odds.map((one) => one[at] as number)));
      };
      return { labels, provider, inputs: session.inputNames, score };
    },
  );
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, "utf8"));
}

function labelsOf({ id2label }: Config): string[] {
  return Array.from({ length: Object.keys(id2label).length }, (_, at) => {
    const label = id2label[at];
    if (label === undefined) throw new Error(`config.json: id2label has no ${at}.`);
    return label;
  });
}

/** A function from a text to its rows of token ids: one, or one for each window of a long text. */
async function openTokenizer(folder: string, config: Config): Promise<(text: string) => number[][]> {
  const path = join(folder, TOKENIZER_CONFIG);
  const settings = tokenizerConfigSchema.parse(
    await access(path).then(
      () => readJson(path),
      () => ({}),
    ),
  );
  const tokenizer = new Tokenizer((await readJson(join(folder, "tokenizer.json"))) as object, settings);
  const encode = (text: string, special: boolean) =>
    tokenizer.encode(text, { add_special_tokens: special }).ids;
  // What the tokenizer puts before and after a text, seen on one: each window must have them.
  const bare = encode("a", false);
  const whole = encode("a", true);
  const before = whole.indexOf(bare[0] ?? -1);
  if (before < 0) throw new Error("tokenizer.json gives no token for a letter.");
  const prefix = whole.slice(0, before);
  const suffix = whole.slice(before + bare.length);
  const room = longestRow(config, settings.model_max_length) - prefix.length - suffix.length;
  if (room <= OVERLAP_TOKENS) throw new Error(`The model has room for ${room} tokens only.`);
  return (text) => {
    const ids = encode(text, false);
    const rows: number[][] = [];
    for (let from = 0; rows.length < MOST_WINDOWS; from += room - OVERLAP_TOKENS) {
      rows.push([...prefix, ...ids.slice(from, from + room), ...suffix]);
      if (from + room >= ids.length) break;
    }
    return rows;
  };
}

function longestRow(config: Config, modelMaxLength = MOST_TOKENS): number {
  const offset = OFFSET_POSITIONS.has(config.model_type ?? "") ? (config.pad_token_id ?? 1) + 1 : 0;
  const positions = (config.max_position_embeddings ?? MOST_TOKENS + offset) - offset;
  return Math.min(MOST_TOKENS, positions, modelMaxLength);
}

function checkPorts(session: InferenceSession): void {
  const unknown = session.inputNames.filter((name) => !KNOWN_INPUTS.includes(name));
  if (unknown.length > 0 || !session.inputNames.includes("input_ids"))
    throw new Error(`The model takes ${session.inputNames.join(", ")}; expected ${KNOWN_INPUTS.join(", ")}.`);
  for (const port of session.inputMetadata)
    if (!port.isTensor || port.type !== "int64" || port.shape.some((size) => typeof size === "number"))
      throw new Error(`The input ${port.name} must be int64 [batch, tokens], both of any size.`);
  if (!session.outputNames.includes("logits"))
    throw new Error(`The model gives ${session.outputNames.join(", ")}; expected logits.`);
}

async function runIds(session: InferenceSession, rows: readonly number[][], pad: number) {
  const { Tensor } = await import("onnxruntime-node");
  const width = Math.max(...rows.map((row) => row.length));
  const ids = new BigInt64Array(rows.length * width).fill(BigInt(pad));
  const mask = new BigInt64Array(ids.length);
  for (const [at, row] of rows.entries()) {
    ids.set(row.map(BigInt), at * width);
    mask.fill(1n, at * width, at * width + row.length);
  }
  const values: Record<string, BigInt64Array> = {
    input_ids: ids,
    attention_mask: mask,
    token_type_ids: new BigInt64Array(ids.length),
  };
  const feeds = session.inputNames.map((name) => [
    name,
    new Tensor("int64", values[name] as BigInt64Array, [rows.length, width]),
  ]);
  return (await session.run(Object.fromEntries(feeds), ["logits"])).logits?.data as Float32Array;
}

function toLogits(data: Float32Array, rows: number): Float32Array[] {
  if (!(data instanceof Float32Array) || data.length % rows !== 0)
    throw new Error("The model's logits are not float32 [batch, labels].");
  if (data.some((value) => !Number.isFinite(value))) throw new Error("The model gave a number that is none.");
  const width = data.length / rows;
  return Array.from({ length: rows }, (_, row) => data.slice(row * width, (row + 1) * width));
}

/**
 * Log-odds of each label. Of labels that exclude each other, z − log Σ exp(others), which is the logit of its softmax;
 * of independent ones, and of a single one, the logit itself.
 */
function logOdds(logits: Float32Array, problem: string | null | undefined): readonly number[] {
  const all = [...logits];
  if (problem === "multi_label_classification" || all.length === 1) return all;
  return all.map((value, at) => {
    const others = all.filter((_, other) => other !== at);
    const most = Math.max(...others);
    return value - most - Math.log(others.reduce((sum, other) => sum + Math.exp(other - most), 0));
  });
}
