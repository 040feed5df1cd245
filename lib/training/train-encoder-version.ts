import { InferenceSession } from "onnxruntime-node";
import {
  type Card,
  type CardHead,
  extractFeatures,
  extractTokens,
  FEATURE_SPACE,
  FEATURE_VERSION,
  LABELS,
  type Label,
  type LinearWeights,
  runTextModel,
  TEXT_MODEL,
  TOKEN_VERSION,
} from "#lib/scoring/index.ts";
import { assessThresholds, calibrateHead } from "./assess-head.ts";
import { groupBySource, type SourcedScore } from "./collect-scores.ts";
import { DEFINITION_MEANINGS } from "./definition-meanings.ts";
import { fitDefinitionWeights } from "./definition-weights.ts";
import { describeLimits, describeSources } from "./describe-training.ts";
import type { Definition, EncoderWeights } from "./encoder-weights.ts";
import { type Blend, blendInputs, definitionName, type EncoderParts, exportEncoder } from "./export-encoder.ts";
import { fitBlend } from "./fit-blend.ts";
import { auc, expectedCalibrationError, macroF1 } from "./metrics.ts";
import { type Prepared, prepareData } from "./prepare-data.ts";
import type { Example } from "./read-examples.ts";
import { FLOORS } from "./sources.ts";
import { countLabels, countTraining, MIN_POSITIVES_AUTOMATIC, type TrainingRun } from "./train-model.ts";
import { UNKNOWN } from "./train-heads.ts";

/** Rows scored at once while blends are fitted. */
const ROWS_AT_ONCE = 2_000;
/** A head that ranks worse than this on dev, over all sources, is left out. */
const MIN_DEV_AUC = 0.7;
/** Labels whose sources share a language but not a definition: a linear head of a source's own pays there. */
const SOURCE_LABELS: readonly Label[] = ["toxic", "hate"];
const SHARED_LANGUAGE = "en";

/** The group of invented sentences, which count for blends alone: no threshold, calibration or measure sees them. */
const INVENTED = "invented";
/** What they count for in a blend, against all labelled texts of dev: enough for order not to be outvoted. */
const INVENTED_SHARE = 0.2;

type Head = { label: Label; blend: Blend; card: CardHead };

/**
 * Makes a version of an encoder trained offline and the linear heads of another version: linear heads of single
 * sources are trained, everything is blended and calibrated on dev, and measured on test once.
 * @returns the ONNX file's bytes and the card.
 */
export async function trainEncoderVersion(
  all: readonly Example[],
  encoder: EncoderWeights,
  linear: { labels: readonly Label[]; weights: LinearWeights },
  invented: readonly Example[],
  run: TrainingRun,
  report: (line: string) => void,
): Promise<{ onnx: Uint8Array; card: Card }> {
  const counts = countLabels(all);
  report(`${all.length} examples; removing near-duplicates and making features`);
  const data = addInvented(prepareData(all, LABELS), invented);
  const definitions = encoder.definitions.filter((one) => DEFINITION_MEANINGS[one.label]?.[one.source]);
  const ownDefinitions = definitions.filter((one) => SOURCE_LABELS.includes(one.label) && isShared(data, one));
  const parts: EncoderParts = {
    encoder,
    linear: {
      labels: linear.labels,
      weights: {
        space: FEATURE_SPACE,
        heads: linear.labels.length,
        codes: linear.weights.codes,
        scales: linear.weights.scale,
      },
    },
    sources: {
      definitions: ownDefinitions,
      weights: fitDefinitionWeights(data, ownDefinitions, run.seed, report),
    },
  };
  report("reading dev and test with all parts");
  const table = await runParts(data, parts);
  const heads: Head[] = [];
  const absent: Card["absent"] = [];
  // Heads with linear weights first: a head's place is then its column of them.
  const labels = [...linear.labels, ...LABELS.filter((label) => !linear.labels.includes(label))];
  for (const label of labels) {
    const inputs = [`encoder ${label}`, `linear ${label}`].filter((name) => table.has(name));
    if (counts[label].positives === 0 || inputs.length === 0) {
      absent.push({ label, reason: `${counts[label].positives} harmful training examples` });
      continue;
    }
    const blend = fitHead(data, table, label, label, inputs, null);
    const score = scorer(table, blend);
    const dev = collect(data, label, "dev", score);
    const devAuc = meanAuc(dev);
    report(`${label}: ${describe(blend)}; dev AUC ${devAuc.toFixed(4)} ${perSource(dev)}`);
    report(`${label} on invented sentences: AUC ${auc(collectInvented(data, label, score))?.toFixed(4) ?? "-"}`);
    if (devAuc < MIN_DEV_AUC) {
      absent.push({ label, reason: `AUC ${devAuc.toFixed(3)} on dev; ${MIN_DEV_AUC} is the least` });
      continue;
    }
    const assessed = assessThresholds(
      collect(data, label, "dev", (row) => sigmoid(score(row))),
      collect(data, label, "test", (row) => sigmoid(score(row))),
    );
    const use = counts[label].positives >= MIN_POSITIVES_AUTOMATIC && assessed.automatic ? "automatic" : "review-only";
    heads.push({
      label,
      blend,
      card: {
        label,
        use,
        ...counts[label],
        calibration: { slope: 1, intercept: blend.intercept },
        ...assessed,
        automatic: use === "automatic" ? assessed.automatic : null,
      },
    });
  }
  const own = definitions.map((one) => {
    const inputs = [`encoder ${one.label}`, `encoder ${definitionName(one)}`];
    const linears = [`linear ${one.label}`, `linear ${definitionName(one)}`].filter((name) => table.has(name));
    const shared = heads.find((head) => head.label === one.label);
    const blend = fitHead(data, table, one.label, definitionName(one), [inputs.join("+"), ...linears], one, shared?.blend);
    const dev = collect(data, one.label, "dev", scorer(table, blend)).filter(({ source }) => source === one.source);
    report(`${definitionName(one)}: ${describe(blend)}; dev AUC ${auc(dev)?.toFixed(4) ?? "-"}`);
    return { definition: one, blend };
  });
  const card: Card = {
    name: TEXT_MODEL,
    version: run.version,
    kind: "encoder of subword tokens (gated dilated convolutions, attention), blended with hashed linear heads; Platt-calibrated, 8-bit tables",
    trainedAt: run.trainedAt.toISOString(),
    command: run.command,
    seed: run.seed,
    features: `${FEATURE_VERSION}+${TOKEN_VERSION}`,
    heads: heads.map((head) => head.card),
    absent,
    definitions: own.map(({ definition, blend }) => measureDefinition(data, table, definition, blend)),
    sources: describeSources(all, data.dropped),
    metrics: heads.flatMap(({ label, blend }) => measureShared(data, table, label, blend)),
    limits: describeLimits(absent, "encoder"),
  };
  return {
    onnx: exportEncoder(parts, heads.map((head) => head.blend), own.map(({ blend }) => blend)),
    card,
  };
}

/** With invented sentences among the dev rows; they have no features here, for nothing is trained on them. */
function addInvented(data: Prepared, invented: readonly Example[]): Prepared {
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

/** Whether other sources in the same language say something else of the label. */
function isShared(data: Prepared, { source }: Definition): boolean {
  return data.examples.some((one) => one.source === source && one.lang === SHARED_LANGUAGE);
}

/** Per part, what it says of every dev and test row; NaN for training rows. */
async function runParts(data: Prepared, parts: EncoderParts): Promise<Map<string, Float32Array>> {
  const names = blendInputs(parts);
  const probe: Blend = { name: "probe", factors: {}, intercept: 0 };
  const session = await InferenceSession.create(exportEncoder(parts, [probe], [probe]), { intraOpNumThreads: 1 });
  const table = new Map(names.map((name) => [name, new Float32Array(data.examples.length).fill(Number.NaN)]));
  const rows = data.examples.flatMap((example, row) => (example.split === "train" ? [] : [row]));
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

/** Blend and calibration of a head on dev; of a source's own definition (`only`) on its dev split alone. */
function fitHead(
  data: Prepared,
  table: ReadonlyMap<string, Float32Array>,
  label: Label,
  name: string,
  inputs: readonly string[],
  only: Definition | null,
  fallback?: Blend,
): Blend {
  const valueOf = (input: string, row: number) =>
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
        ? (INVENTED_SHARE * labelled) / rows.length
        : (countTraining(data, label, source) / rows.length) ** 0.5,
    ]),
  );
  const column = data.heads.indexOf(label);
  const examples = dev.map((row) => {
    const source = data.examples[row]?.source ?? "";
    const weight = only ? 1 : (weights.get(source) ?? 1);
    return {
      inputs: inputs.map((input) => valueOf(input, row)),
      positive: data.targets.values[row * data.heads.length + column] === 1,
      weight,
      group: source,
    };
  });
  if (examples.length === 0) {
    // No dev split to weigh by: as the shared head weighs its own parts.
    const encoder = fallback?.factors[`encoder ${label}`] ?? 1;
    const factorOf = (part: string) => (part.startsWith("encoder") ? encoder : (fallback?.factors[part] ?? 0));
    const parts = inputs.flatMap((input) => input.split("+"));
    return {
      name,
      factors: Object.fromEntries(parts.map((part) => [part, factorOf(part)])),
      intercept: fallback?.intercept ?? 0,
    };
  }
  const found = fitBlend(examples);
  const factors = Object.fromEntries(
    inputs.flatMap((input, at) => input.split("+").map((part) => [part, found[at] as number])),
  );
  const uncalibrated = scorer(table, { name, factors, intercept: 0 });
  const scores = collect(data, label, "dev", uncalibrated).filter(
    ({ source }) => only === null || source === only.source,
  );
  const { slope, intercept } = calibrateHead(scores, (source) => countTraining(data, label, source));
  return {
    name,
    factors: Object.fromEntries(Object.entries(factors).map(([part, factor]) => [part, factor * slope])),
    intercept,
  };
}

function scorer(table: ReadonlyMap<string, Float32Array>, { factors, intercept }: Blend): (row: number) => number {
  const used = Object.entries(factors)
    .filter(([, factor]) => factor !== 0)
    .map(([part, factor]) => ({ factor, values: table.get(part) as Float32Array }));
  return (row) => used.reduce((sum, { factor, values }) => sum + factor * (values[row] as number), intercept);
}

function informativeRows(data: Prepared, label: Label, split: Example["split"]): number[] {
  const column = data.heads.indexOf(label);
  const truth = (row: number) => data.targets.values[row * data.heads.length + column];
  const rows = data.examples.flatMap((one, row) => (one.split === split && truth(row) !== UNKNOWN ? [row] : []));
  const bySource = Map.groupBy(rows, (row) => data.examples[row]?.source);
  return [...bySource.values()].filter((some) => new Set(some.map(truth)).size === 2).flat();
}

function collect(
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

function collectInvented(data: Prepared, label: Label, scoreOf: (row: number) => number) {
  const column = data.heads.indexOf(label);
  return informativeRows(data, label, "dev").flatMap((row) => {
    if (data.examples[row]?.source !== INVENTED) return [];
    return [{ score: scoreOf(row), positive: data.targets.values[row * data.heads.length + column] === 1 }];
  });
}

const sigmoid = (logit: number) => 1 / (1 + Math.exp(-logit));

function meanAuc(scores: readonly SourcedScore[]): number {
  const each = [...groupBySource(scores, true).values()].map((group) => auc(group) ?? 0);
  return each.reduce((sum, one) => sum + one, 0) / Math.max(1, each.length);
}

function perSource(scores: readonly SourcedScore[]): string {
  return [...groupBySource(scores, true)].map(([source, group]) => `${source} ${auc(group)?.toFixed(3)}`).join(" ");
}

function describe({ factors, intercept }: Blend): string {
  const terms = Object.entries(factors).map(([part, factor]) => `${factor.toFixed(2)} ${part}`);
  return `${terms.join(" + ")} ${intercept.toFixed(2)}`;
}

function measureShared(
  data: Prepared,
  table: ReadonlyMap<string, Float32Array>,
  label: Label,
  blend: Blend,
): Card["metrics"] {
  const score = scorer(table, blend);
  const test = collect(data, label, "test", (row) => sigmoid(score(row)));
  return [...groupBySource(test, true)].map(([source, scores]) => ({
    label,
    source,
    auc: auc(scores),
    macroF1: macroF1(scores, 0.5),
    ece: expectedCalibrationError(scores),
    n: scores.length,
    positives: scores.filter((one) => one.positive).length,
    floor: FLOORS[label]?.[source] ?? null,
  }));
}

function measureDefinition(
  data: Prepared,
  table: ReadonlyMap<string, Float32Array>,
  definition: Definition,
  blend: Blend,
): NonNullable<Card["definitions"]>[number] {
  const { label, source } = definition;
  const score = scorer(table, blend);
  const test = collect(data, label, "test", (row) => sigmoid(score(row))).filter((one) => one.source === source);
  return {
    name: definitionName(definition),
    label,
    source,
    meaning: DEFINITION_MEANINGS[label]?.[source] ?? "",
    auc: auc(test),
    macroF1: macroF1(test, 0.5),
    ece: expectedCalibrationError(test),
    n: test.length,
    positives: test.filter((one) => one.positive).length,
    floor: FLOORS[label]?.[source] ?? null,
  };
}
