import type { Card } from "#lib/scoring/index.ts";
import { seededRandom } from "../seeded-random.ts";
import { describeFusion, type FusionRun } from "./describe-fusion.ts";
import { trainLate } from "./late-fusion.ts";
import { prepareFusion } from "./prepare-fusion.ts";
import type { DecidedItem } from "./read-fusion-examples.ts";
import { type FusionOptions, trainFusion } from "./train-fusion.ts";

export const FUSION_EPOCHS = 15;
export const FUSION_RATE = 1e-3;
/** Of 0.3 and 0.5 the one with less calibration error where a modality is withheld, on a constructed task. */
const MODALITY_DROPOUT = 0.5;
/** Alpha of 0.5 treats both classes alike; gamma is the operator's. */
const ALPHA = 0.5;

/** How a training goes: the same for all modalities together and, to compare, for each alone. */
export function fusionOptions(how: {
  epochs: number;
  rate: number;
  gamma: number;
  seed: number;
}): Record<"fused" | "late", FusionOptions> {
  const { epochs, rate, gamma, seed } = how;
  const options = { epochs, rate, focal: { gamma, alpha: ALPHA } };
  return {
    fused: { ...options, modalityDropout: MODALITY_DROPOUT, random: seededRandom(seed) },
    late: { ...options, modalityDropout: 0, random: seededRandom(seed) },
  };
}

/**
 * Trains, calibrates and measures a fused model, and late fusion beside it.
 * @param gamma of focal loss; 0 is cross-entropy
 * @throws TooFewExamplesError
 */
export function trainFusedModel(
  items: readonly DecidedItem[],
  run: FusionRun & { gamma: number },
  report: (line: string) => void,
): { onnx: Uint8Array; card: Card } {
  const prepared = prepareFusion(items, report);
  const { shape, train, dev } = prepared;
  const options = fusionOptions({ ...run, epochs: FUSION_EPOCHS, rate: FUSION_RATE });
  const fused = trainFusion(shape, train, dev, options.fused, (epoch, loss) =>
    report(`epoch ${epoch}: dev loss ${loss?.toFixed(4)}`),
  );
  report("late fusion, to compare");
  return describeFusion(prepared, fused, trainLate(shape, train, dev, options.late), run);
}
