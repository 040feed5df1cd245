import type { Pixels } from "#lib/known-content/pdq.ts";
import type { SignalSetValues } from "#lib/policy/index.ts";
import { decodePixels } from "./decode-pixels.ts";
import type { MediaStorage } from "./media-storage.ts";
import type { StoredFrame } from "./store.ts";

/** Scores pictures with the image model in force; its answer names the model (invariant 9). */
export type ImageScorer = (pictures: Pixels[]) => Promise<{
  model: { name: string; version: string };
  provider: string;
  /** Of the whole call, milliseconds. */
  latencyMs: number;
  /** One for each picture, in order: signal → probability. */
  results: Record<string, number>[];
  /** What each is about, from models that can tell. */
  embeddings?: Float32Array[];
}>;

/** A picture with what the model said of it, and what it is about to that model. */
export type ScoredFrame = {
  id: string;
  values: Record<string, number>;
  embedding: { model: string; values: Float32Array } | null;
};

/** Pictures decoded and scored at once; bounds memory, not the item. */
const BATCH = 8;

/**
 * What the model says of each kept picture, and of the item: its worst picture speaks for it, and the
 * detail says which one that is for each signal.
 */
export async function scoreFrames(
  frames: readonly Pick<StoredFrame, "id" | "file">[],
  storage: MediaStorage,
  scorer: ImageScorer,
): Promise<{ set: SignalSetValues; scored: ScoredFrame[] }> {
  const scored: ScoredFrame[] = [];
  let source = { name: "", version: "" };
  let provider = "";
  let spentMs = 0;
  for (let at = 0; at < frames.length; at += BATCH) {
    const batch = frames.slice(at, at + BATCH);
    const answer = await scorer(await Promise.all(batch.map((frame) => readPixels(frame, storage))));
    source = answer.model;
    provider = answer.provider;
    spentMs += answer.latencyMs;
    const model = `${answer.model.name}/${answer.model.version}`;
    scored.push(
      ...batch.map(({ id }, index) => {
        const embedding = answer.embeddings?.[index];
        return {
          id,
          values: answer.results[index] ?? {},
          embedding: embedding ? { model, values: embedding } : null,
        };
      }),
    );
  }
  const values: Record<string, number> = {};
  const worst: Record<string, string> = {};
  for (const frame of scored)
    for (const [signal, value] of Object.entries(frame.values))
      if (value > (values[signal] ?? -1)) {
        values[signal] = value;
        worst[signal] = frame.id;
      }
  const set = {
    source: source.name,
    version: source.version,
    provider,
    latencyMs: spentMs / frames.length,
    values,
    detail: { pictures: frames.length, worst },
  };
  return { set, scored };
}

async function readPixels({ file }: Pick<StoredFrame, "file">, storage: MediaStorage): Promise<Pixels> {
  const bytes = await storage.read(file);
  if (!bytes) throw new Error(`The picture ${file} is not in the media store.`);
  return decodePixels(bytes);
}
