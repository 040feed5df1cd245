import { env } from "#lib/env.ts";
import type { ImageScorer } from "#lib/media/index.ts";
import { canScorePictures, scorePictures } from "#lib/scoring/index.ts";

/** The image model of this installation; null where it was not built. */
export async function imageScorer(): Promise<ImageScorer | null> {
  const options = { modelsDir: env().MODELS_DIR, threads: env().ORT_THREADS };
  if (!(await canScorePictures(options))) return null;
  return async (pictures) => {
    const { results, ...answer } = await scorePictures(pictures, options);
    return {
      ...answer,
      results: results.map(({ signals }) => signals),
      embeddings: results.map(({ embedding }) => embedding),
    };
  };
}
