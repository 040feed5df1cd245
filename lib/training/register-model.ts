import { createHash } from "node:crypto";
import { access, copyFile, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { z } from "zod";
import {
  type Card,
  DEFAULT_MODELS_DIR,
  EXPORT_BATCH_ROWS,
  EXPORT_FILES,
  type ExportedClassifier,
  LABELS,
  type Label,
  loadCard,
  normaliseText,
  openExport,
  readLines,
  TOKENIZER_CONFIG,
} from "#lib/scoring/index.ts";
import { type MeasuredHead, measureHead, SEED } from "./measure-registered.ts";

/** Letters, digits and hyphens: the name is a folder, the source of signals, and a part of rules' facts. */
const NAME = /^[a-z][a-z0-9-]{1,39}$/;
/** The first version, and so far the only one: another file is another name. */
const VERSION = "1";
const HUGGING_FACE = "hugging-face-tokenizer/1";

const lineSchema = z.object({
  text: z.string().min(1),
  labels: z.partialRecord(z.enum(LABELS), z.union([z.literal(0), z.literal(1)])),
});
type Line = z.infer<typeof lineSchema>;

export type Registration = {
  /** Folder of the export. */
  from: string;
  name: string;
  /** Our label → the export's own. */
  map: Readonly<Partial<Record<Label, string>>>;
  /** JSON lines of `{"text", "labels": {"hate": 0}}`, plain or gzip. */
  evaluation: string;
  command: string;
  now: Date;
  modelsDir?: string;
};

/**
 * Takes a Hugging Face export into the model repository, if it holds up: half of the evaluation's texts calibrate it
 * (Platt 1999) and choose its thresholds, the other half measure it. Whatever is refused leaves nothing behind.
 * @throws Error in plain words: the files, the names, or the numbers that were not enough
 */
export async function registerModel(registration: Registration): Promise<Card> {
  const { from, name, modelsDir = DEFAULT_MODELS_DIR } = registration;
  const ref = { name, version: VERSION };
  if (!NAME.test(name)) throw new Error("A name is 2 to 40 lower-case letters, digits and hyphens.");
  if (await exists(join(modelsDir, name))) throw new Error(`${join(modelsDir, name)} is there already.`);
  const onnx = await findOnnx(from);
  for (const file of EXPORT_FILES)
    if (!(await exists(join(from, file)))) throw new Error(`${join(from, file)} is missing.`);
  const model = await openExport(from, onnx);
  const heads = Object.entries(registration.map) as [Label, string][];
  if (heads.length === 0) throw new Error("Say with --map which label of the model is which of ours.");
  for (const [label, own] of heads) {
    if (!LABELS.includes(label)) throw new Error(`${label} is none of ${LABELS.join(", ")}.`);
    if (!model.labels.includes(own))
      throw new Error(`The model has no ${own}, only ${model.labels.join(", ")}.`);
  }
  const lines = await readEvaluation(registration.evaluation);
  const odds = await Promise.all(lines.map(({ text }) => model.score(text)));
  const halves = lines.map(({ text }) => halfOf(text));
  const measured = heads.map(([label, own]) => {
    const column = model.labels.indexOf(own);
    const scored = lines.flatMap(({ labels }, at) => {
      const positive = labels[label];
      const score = odds[at]?.[column] as number;
      return positive === undefined ? [] : [{ score, positive: positive === 1, half: halves[at] ?? "dev" }];
    });
    return measureHead(label, basename(registration.evaluation), scored);
  });
  const card = describe(registration, measured, halves);

  // Written aside and renamed: what scores meanwhile sees a whole model or none.
  const aside = join(modelsDir, `.${name}.new`);
  await rm(aside, { recursive: true, force: true });
  try {
    const folder = join(aside, VERSION);
    await mkdir(folder, { recursive: true });
    await copyFile(onnx, join(folder, "model.onnx"));
    for (const file of [...EXPORT_FILES, TOKENIZER_CONFIG])
      if (await exists(join(from, file))) await copyFile(join(from, file), join(folder, file));
    await writeFile(join(folder, "card.json"), `${JSON.stringify(card, null, 2)}\n`);
    await writeFile(join(aside, "config.pbtxt"), tritonConfig(name, model));
    await rename(aside, join(modelsDir, name));
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return loadCard(ref, modelsDir);
}

/** Takes a registered model away. What it said about items stays. @throws Error if it is none */
export async function removeModel(name: string, modelsDir = DEFAULT_MODELS_DIR): Promise<void> {
  const ref = { name, version: VERSION };
  const card = NAME.test(name) ? await loadCard(ref, modelsDir).catch(() => null) : null;
  if (!card?.registered) throw new Error(`${name} is no model that was added with models:add.`);
  await rm(join(modelsDir, name), { recursive: true });
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/** Exports have it beside config.json, or in a folder of its own. */
async function findOnnx(from: string): Promise<string> {
  for (const path of [join(from, "model.onnx"), join(from, "onnx", "model.onnx")])
    if (await exists(path)) return path;
  throw new Error(`${join(from, "model.onnx")} is missing.`);
}

async function readEvaluation(path: string): Promise<Line[]> {
  const lines: Line[] = [];
  let number = 0;
  for await (const line of readLines(path)) {
    number++;
    if (line.trim() === "") continue;
    try {
      lines.push(lineSchema.parse(JSON.parse(line)));
    } catch (error) {
      throw new Error(`${path}:${number} is no {"text", "labels"}`, { cause: error });
    }
  }
  return lines;
}

/** The same text, however it is spelled, falls in the same half: nothing is measured on what calibrated it. */
function halfOf(text: string): "dev" | "test" {
  return (createHash("sha256").update(normaliseText(text)).digest()[0] as number) % 2 === 0 ? "dev" : "test";
}

function describe(
  { name, map, evaluation, command, now }: Registration,
  measured: readonly MeasuredHead[],
  halves: readonly string[],
): Card {
  const dev = halves.filter((half) => half === "dev").length;
  return {
    name,
    version: VERSION,
    kind: "Text classifier, brought as a Hugging Face ONNX export; not trained here",
    trainedAt: now.toISOString(),
    command,
    seed: SEED,
    features: HUGGING_FACE,
    heads: measured.map(({ head }) => head),
    absent: LABELS.filter((label) => !(label in map)).map((label) => ({
      label,
      reason: "Mapped from none of its labels.",
    })),
    sources: [],
    metrics: measured.map(({ metric }) => metric),
    limits: [
      "For review only: what it says brings posts to people. No policy acts on it alone; a rule may, if somebody writes one.",
      `What it was trained on, its makers know. It was calibrated on ${dev} texts of ${basename(evaluation)} and measured on the other ${halves.length - dev}. If those were in its training, the numbers flatter it.`,
      "It has no explanations: the words marked on the desk are the text model's.",
    ],
    registered: { labels: { ...map } },
  };
}

/** Model configuration of Triton Inference Server (model_config.proto). */
function tritonConfig(name: string, { inputs, labels }: ExportedClassifier): string {
  const port = (port: string, type: string, size: number) =>
    `  { name: "${port}" data_type: ${type} dims: [ ${size} ] }`;
  return `name: "${name}"
platform: "onnxruntime_onnx"
max_batch_size: ${EXPORT_BATCH_ROWS}
version_policy: { specific: { versions: [ ${VERSION} ] } }
input [
${inputs.map((input) => port(input, "TYPE_INT64", -1)).join(",\n")}
]
output [
${port("logits", "TYPE_FP32", labels.length)}
]
dynamic_batching { max_queue_delay_microseconds: 2000 }
`;
}
