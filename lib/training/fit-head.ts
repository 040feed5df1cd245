import type { Label } from "#lib/scoring/index.ts";
import { calibrateHead } from "./assess-head.ts";
import type { Definition } from "./encoder-weights.ts";
import type { Blend } from "./export-encoder.ts";
import { fitBlend } from "./fit-blend.ts";
import {
  collectInformative,
  INVENTED,
  informativeRows,
  type PartScores,
  scorer,
  sigmoid,
  sourcesWithoutDev,
} from "./part-scores.ts";
import type { Prepared } from "./prepare-data.ts";
import { countTraining } from "./train-model.ts";

/**
 * What invented sentences count for in a blend, against all labelled texts of dev: enough for order not to be
 * outvoted. Most of them are about hate; for the other heads more would cost calibration on labelled texts.
 */
const INVENTED_SHARE: Partial<Record<Label, number>> & { other: number } = { hate: 0.4, other: 0.1 };
/** Newton's steps for an intercept alone; it has converged long before. */
const BASE_RATE_STEPS = 20;

/** Blend and calibration of a head on dev; of a source's own definition (`only`) on its dev split alone. */
export function fitHead(
  data: Prepared,
  table: PartScores,
  label: Label,
  name: string,
  inputs: readonly string[],
  only: Definition | null,
): Blend {
  const partValue = (input: string, row: number) =>
    input.split("+").reduce((sum, part) => sum + (table.get(part)?.[row] as number), 0);
  const dev = informativeRows(data, label, "dev").filter(
    (row) => only === null || data.examples[row]?.source === only.source,
  );
  const labelled = dev.filter((row) => data.examples[row]?.source !== INVENTED).length;
  const sizes = Map.groupBy(dev, (row) => data.examples[row]?.source ?? "");
  const weights = new Map(
    [...sizes].map(([source, rows]) => [
      source,
      source === INVENTED
        ? ((INVENTED_SHARE[label] ?? INVENTED_SHARE.other) * labelled) / rows.length
        : (countTraining(data, label, source) / rows.length) ** 0.5,
    ]),
  );
  const column = data.heads.indexOf(label);
  const examples = dev.map((row) => {
    const source = data.examples[row]?.source ?? "";
    const weight = only ? 1 : (weights.get(source) ?? 1);
    return {
      inputs: inputs.map((input) => partValue(input, row)),
      positive: data.targets.values[row * data.heads.length + column] === 1,
      weight,
      group: source,
    };
  });
  const found = fitBlend(examples);
  const factors = Object.fromEntries(
    inputs.flatMap((input, at) => input.split("+").map((part) => [part, found[at] as number])),
  );
  const uncalibrated = scorer(table, { name, factors, intercept: 0 });
  const scores = collectInformative(data, label, "dev", uncalibrated).filter(
    ({ source }) => only === null || source === only.source,
  );
  const { slope, intercept } = calibrateHead(scores, (source) => countTraining(data, label, source));
  return {
    name,
    factors: Object.fromEntries(Object.entries(factors).map(([part, factor]) => [part, factor * slope])),
    intercept,
  };
}

/**
 * Moves the intercept so that the mean probability is the share of harmful texts, also where a source has no dev
 * split: its training texts say how frequent harm is in it, and are used for nothing else here.
 */
export function matchBaseRate(data: Prepared, table: PartScores, label: Label, blend: Blend): Blend {
  const missing = sourcesWithoutDev(data, label);
  if (missing.length === 0) return blend;
  const column = data.heads.indexOf(label);
  const rows = [
    ...informativeRows(data, label, "dev").filter((row) => data.examples[row]?.source !== INVENTED),
    ...informativeRows(data, label, "train").filter((row) =>
      missing.includes(data.examples[row]?.source ?? ""),
    ),
  ];
  const sizes = Map.groupBy(rows, (row) => data.examples[row]?.source ?? "");
  const logit = scorer(table, blend);
  const weighted = [...sizes].flatMap(([source, some]) => {
    const weight = countTraining(data, label, source) / some.length;
    return some.map((row) => ({
      weight,
      logit: logit(row),
      truth: data.targets.values[row * data.heads.length + column] as number,
    }));
  });
  let shift = 0;
  for (let step = 0; step < BASE_RATE_STEPS; step++) {
    let gap = 0;
    let curve = 1e-9;
    for (const one of weighted) {
      const p = sigmoid(one.logit + shift);
      gap += one.weight * (p - one.truth);
      curve += one.weight * p * (1 - p);
    }
    shift -= gap / curve;
  }
  return { ...blend, intercept: blend.intercept + shift };
}
