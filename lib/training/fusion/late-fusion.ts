import { type FusionInputs, type FusionModel, type FusionShape, runFusion } from "./fusion-model.ts";
import { type FusionExample, type FusionOptions, trainFusion } from "./train-fusion.ts";

/** One model per modality, each of which knows nothing of the others. */
export type LateFusion = FusionModel[];

/** Trains one model per modality, on the examples that have it, by the same means as the fused one. */
export function trainLate(
  shape: FusionShape,
  train: readonly FusionExample[],
  dev: readonly FusionExample[],
  options: FusionOptions,
): LateFusion {
  return shape.modalities.map((modality, at) => {
    const only = (examples: readonly FusionExample[]) =>
      examples
        .filter(({ inputs }) => inputs[at])
        .map(({ inputs, labels }) => ({ inputs: [inputs[at] ?? null], labels }));
    return trainFusion({ ...shape, modalities: [modality] }, only(train), only(dev), options);
  });
}

/** The logits of one example, per modality that is there and head. */
export function runLate(models: LateFusion, inputs: FusionInputs): Float64Array[] {
  return models.flatMap((model, at) => (inputs[at] ? [runFusion(model, [[inputs[at] ?? null]])] : []));
}

/**
 * The highest logit of any modality, per head: the product's rule, by which one modality that speaks is enough
 * (lib/policy/signal-values.ts). Without any modality 0, a probability of one half.
 */
export function highest(logits: readonly Float64Array[], head: number): number {
  return logits.length === 0 ? 0 : Math.max(...logits.map((one) => one[head] as number));
}
