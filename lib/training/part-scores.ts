import { InferenceSession } from "onnxruntime-node";
import { extractFeatures, extractTokens, LABELS, type Label, runTextModel } from "#lib/scoring/index.ts";
import type { SourcedScore } from "./collect-scores.ts";
import { type Blend, blendInputs, type EncoderParts, exportEncoder } from "./export-encoder.ts";
import type { Scored } from "./metrics.ts";
import type { Prepared } from "./prepare-data.ts";
import type { Example } from "./read-examples.ts";
import { UNKNOWN } from "./train-heads.ts";

/** The group of invented sentences, which count for blends alone: no threshold, calibration or measure sees them. */
export const INVENTED = "invented";
/** Rows scored at once while blends are fitted. */
const ROWS_AT_ONCE = 2_000;

/** What each part of a model says of every row, by the part's name. */
export type PartScores = ReadonlyMap<string, Float32Array>;

/** With invented sentences among the dev rows; they have no features here, for nothing is trained on them. */
export function addInvented(data: Prepared, invented: readonly Example[]): Prepared {
  const values = new Int8Array((data.examples.length + invented.length) * data.heads.length).fill(UNKNOWN);
  values.set(data.targets.values);
  invented.forEach(({ labels }, at) => {
    data.heads.forEach((label, head) => {
      values[(data.examples.length + at) * data.heads.length + head] = labels[label] ?? UNKNOWN;
    });
  });
  const dev = invented.map((one): Example => ({ ...one, split: "dev", source: INVENTED }));
  return { ...data, examples: [...data.examples, ...dev], targets: { ...data.targets, values } };
}

/** Sources with both classes in training and no dev split, by label. */
export function sourcesWithoutDev(data: Prepared, label: Label): string[] {
  const withDev = new Set(informativeRows(data, label, "dev").map((row) => data.examples[row]?.source));
  const training = new Set(
    informativeRows(data, label, "train").map((row) => data.examples[row]?.source ?? ""),
  );
  return [...training].filter((source) => !withDev.has(source));
}

/** Per part, what it says of every dev and test row, and of sources without dev; NaN for other training rows. */
export async function runParts(data: Prepared, parts: EncoderParts): Promise<PartScores> {
  const names = blendInputs(parts);
  const probe: Blend = { name: "probe", factors: {}, intercept: 0 };
  const session = await InferenceSession.create(exportEncoder(parts, [probe], [probe]), {
    intraOpNumThreads: 1,
  });
  const table = new Map(names.map((name) => [name, new Float32Array(data.examples.length).fill(Number.NaN)]));
  const needed = new Set(LABELS.flatMap((label) => sourcesWithoutDev(data, label)));
  const rows = data.examples.flatMap((example, row) =>
    example.split === "train" && !needed.has(example.source) ? [] : [row],
  );
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const some = rows.slice(from, from + ROWS_AT_ONCE);
    const inputs = some.map((row) => {
      const text = data.examples[row]?.text ?? "";
      return { features: extractFeatures(text), tokens: extractTokens(text) };
    });
    const { parts: found } = await runTextModel(session, inputs, ["parts"]);
    some.forEach((row, at) => {
      names.forEach((name, column) => {
        (table.get(name) as Float32Array)[row] = found.data[at * found.width + column] as number;
      });
    });
  }
  return table;
}

/** The logit of a blend for a row. */
export function scorer(table: PartScores, { factors, intercept }: Blend): (row: number) => number {
  const used = Object.entries(factors)
    .filter(([, factor]) => factor !== 0)
    .map(([part, factor]) => ({ factor, values: table.get(part) as Float32Array }));
  return (row) => used.reduce((sum, { factor, values }) => sum + factor * (values[row] as number), intercept);
}

/** Rows of a split that say something of a label, of sources with both classes. */
export function informativeRows(data: Prepared, label: Label, split: Example["split"]): number[] {
  const column = data.heads.indexOf(label);
  const truth = (row: number) => data.targets.values[row * data.heads.length + column];
  const rows = data.examples.flatMap((one, row) =>
    one.split === split && truth(row) !== UNKNOWN ? [row] : [],
  );
  const bySource = Map.groupBy(rows, (row) => data.examples[row]?.source);
  return [...bySource.values()].filter((some) => new Set(some.map(truth)).size === 2).flat();
}

/** Scores of a label on a split, invented sentences left out. */
export function collectInformative(
  data: Prepared,
  label: Label,
  split: Example["split"],
  scoreOf: (row: number) => number,
): SourcedScore[] {
  const column = data.heads.indexOf(label);
  return informativeRows(data, label, split).flatMap((row) => {
    const { source, lang } = data.examples[row] as Example;
    if (source === INVENTED) return [];
    const positive = data.targets.values[row * data.heads.length + column] === 1;
    return [{ score: scoreOf(row), positive, source, lang }];
  });
}

/** The same for invented sentences alone. */
export function collectInvented(data: Prepared, label: Label, scoreOf: (row: number) => number): Scored[] {
  const column = data.heads.indexOf(label);
  return informativeRows(data, label, "dev").flatMap((row) => {
    if (data.examples[row]?.source !== INVENTED) return [];
    return [{ score: scoreOf(row), positive: data.targets.values[row * data.heads.length + column] === 1 }];
  });
}

export const sigmoid = (logit: number) => 1 / (1 + Math.exp(-logit));
