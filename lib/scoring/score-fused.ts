import { readFile } from "node:fs/promises";
import type { InferenceSession, Tensor } from "onnxruntime-node";
import { type BehaviourFacts, behaviourFeatures } from "./behaviour-features.ts";
import type { CardFusion } from "./card.ts";
import type { Provider } from "./choose-providers.ts";
import { createSession } from "./local-session.ts";
import { createMemo } from "./memo.ts";
import { FUSION_MODEL, loadCard, type ModelRef, modelPath } from "./model-files.ts";
import type { Signals } from "./score-texts.ts";

/** An embedding and the model that made it, as `<name>/<version>`. */
export type Embedded = { model: string; embedding: Float32Array };
/** What a fused model reads of one item; null is missing. */
export type FusedInput = { text: Embedded | null; image: Embedded | null; facts: BehaviourFacts | null };
/** `read`: the inputs that were there; the others were stood in for by what the model learned. */
export type FusedScore = { signals: Signals; read: string[] } | { error: string };
export type ScoredFused = {
  model: ModelRef;
  provider: Provider;
  /** Wall time of the whole call, milliseconds; without the time the model took to open. */
  latencyMs: number;
  results: FusedScore[];
  /** Heads that are good enough to put items before people, not to act on alone. */
  reviewOnly: string[];
};
export type FusedPlace = {
  modelsDir: string;
  version: string;
  threads?: number;
  providers?: readonly Provider[];
};

type FusedModel = {
  ref: ModelRef;
  heads: readonly string[];
  reviewOnly: string[];
  fusion: CardFusion;
  provider: Provider;
  run: Run;
};
type Run = (feeds: Record<string, Tensor>) => Promise<Float32Array>;

/** The one in force, one before it, and one or two in shadow. */
const MOST_OPEN = 4;
const open = createMemo<FusedModel>(MOST_OPEN);

/**
 * Opens a version of the fused model once per process; a failure is forgotten.
 * @throws Error if its files are missing or its card says not what it reads
 */
function openFusedModel(place: FusedPlace): Promise<FusedModel> {
  const key = JSON.stringify([place.modelsDir, place.version, place.threads, place.providers]);
  return open(key, async () => {
    const ref = { name: FUSION_MODEL, version: place.version };
    const { heads, fusion } = await loadCard(ref, place.modelsDir);
    if (!fusion) throw new Error(`The card of ${ref.name}/${ref.version} does not say what it reads.`);
    const file = await readFile(modelPath(ref, place.modelsDir));
    const empty = await feedsOf(fusion, [fusion.inputs.map(() => null)]);
    return createSession(file, place.threads ?? 1, place.providers, async (session, provider) => {
      const run = runnerOf(session);
      await run(empty);
      return {
        ref,
        heads: heads.map(({ label }) => label),
        reviewOnly: heads.flatMap(({ label, use }) => (use === "review-only" ? [label] : [])),
        fusion,
        provider,
        run,
      };
    });
  });
}

function runnerOf(session: InferenceSession): Run {
  return async (feeds) => (await session.run(feeds, ["probabilities"])).probabilities?.data as Float32Array;
}

/**
 * The calibrated probabilities of items, in one batch, in order. What is missing of an item is stood in for by the
 * model's learned mask. An embedding of another model than it was trained with is an error of that item alone.
 * @throws Error if the model cannot be opened or run
 */
export async function scoreFused(items: readonly FusedInput[], place: FusedPlace): Promise<ScoredFused> {
  const { ref, heads, reviewOnly, fusion, provider, run } = await openFusedModel(place);
  const started = performance.now();
  const rows = items.map((item) => rowOf(item, fusion));
  const usable = rows.flatMap((row) => (typeof row === "string" ? [] : [row]));
  const values = usable.length > 0 ? await run(await feedsOf(fusion, usable)) : new Float32Array();
  let next = 0;
  const results = rows.map((row): FusedScore => {
    if (typeof row === "string") return { error: row };
    const from = next++ * heads.length;
    const signals = Object.fromEntries(heads.map((head, at) => [head, values[from + at] as number]));
    if (!Object.values(signals).every((value) => value >= 0 && value <= 1))
      return { error: "It gave a number that is no probability." };
    return { signals, read: fusion.inputs.flatMap(({ name }, at) => (row[at] ? [name] : [])) };
  });
  return { model: ref, provider, latencyMs: performance.now() - started, results, reviewOnly };
}

/** One row's inputs in the model's order; words where they cannot be read. */
function rowOf(item: FusedInput, { inputs, scales }: CardFusion): (Float32Array | null)[] | string {
  const row: (Float32Array | null)[] = [];
  for (const { name, width, model } of inputs) {
    if (name === "behaviour") {
      row.push(item.facts && behaviourFeatures(item.facts, scales));
      continue;
    }
    const given = item[name];
    if (given && given.model !== model)
      return `It reads embeddings of ${model}; this ${name} was read by ${given.model}.`;
    if (given && given.embedding.length !== width)
      return `It reads ${width} numbers of the ${name}; there are ${given.embedding.length}.`;
    row.push(given?.embedding ?? null);
  }
  return row;
}

async function feedsOf(
  { inputs }: CardFusion,
  rows: readonly (readonly (Float32Array | null)[])[],
): Promise<Record<string, Tensor>> {
  const ort = await import("onnxruntime-node");
  const present = new Float32Array(rows.length * inputs.length);
  const columns = inputs.map(({ name, width }, at) => {
    const values = new Float32Array(rows.length * width);
    rows.forEach((row, index) => {
      const given = row[at];
      if (!given) return;
      values.set(given, index * width);
      present[index * inputs.length + at] = 1;
    });
    return [name, new ort.Tensor("float32", values, [rows.length, width])] as const;
  });
  const shown = new ort.Tensor("float32", present, [rows.length, inputs.length]);
  return { ...Object.fromEntries(columns), present: shown };
}

/** The pictures of one item as one input: the mean of their embeddings, which a single one is itself. */
export function meanEmbedding(embeddings: readonly Float32Array[]): Float32Array | null {
  const [first] = embeddings;
  if (!first) return null;
  return first.map(
    (_, at) => embeddings.reduce((sum, one) => sum + (one[at] as number), 0) / embeddings.length,
  );
}
