import {
  type Card,
  type CardHead,
  FEATURE_SPACE,
  FEATURE_VERSION,
  LABELS,
  type Label,
  type LinearWeights,
  TEXT_MODEL,
  TOKEN_VERSION,
} from "#lib/scoring/index.ts";
import { assessThresholds } from "./assess-head.ts";
import { groupBySource, type SourcedScore } from "./collect-scores.ts";
import { DEFINITION_MEANINGS } from "./definition-meanings.ts";
import { fitDefinitionWeights } from "./definition-weights.ts";
import { describeLimits, describeSources } from "./describe-training.ts";
import type { Definition, EncoderWeights } from "./encoder-weights.ts";
import { type Blend, definitionName, type EncoderParts, exportEncoder } from "./export-encoder.ts";
import { fitHead, matchBaseRate } from "./fit-head.ts";
import { auc, expectedCalibrationError, macroF1 } from "./metrics.ts";
import {
  addInvented,
  collectInformative,
  collectInvented,
  informativeRows,
  type PartScores,
  runParts,
  scorer,
  sigmoid,
} from "./part-scores.ts";
import { type Prepared, prepareData } from "./prepare-data.ts";
import type { Example } from "./read-examples.ts";
import { FLOORS } from "./sources.ts";
import { countLabels, MIN_POSITIVES_AUTOMATIC, type TrainingRun } from "./train-model.ts";

/** A head that ranks worse than this on dev, over all sources, is left out. */
const MIN_DEV_AUC = 0.7;
/** Labels whose sources share a language but not a definition: a linear head of a source's own pays there. */
const SOURCE_LABELS: readonly Label[] = ["toxic", "hate", "spam"];
const SHARED_LANGUAGE = "en";

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
  // Without a dev split nothing says how a definition's parts are to be weighed: the shared head stands for it.
  const definitions = encoder.definitions.filter(
    (one) => DEFINITION_MEANINGS[one.label]?.[one.source] && hasDev(data, one),
  );
  const ownDefinitions = definitions.filter(
    (one) => SOURCE_LABELS.includes(one.label) && isShared(data, one),
  );
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
    const blend = matchBaseRate(data, table, label, fitHead(data, table, label, label, inputs, null));
    const score = scorer(table, blend);
    const dev = collectInformative(data, label, "dev", score);
    const devAuc = meanAuc(dev);
    report(`${label}: ${describe(blend)}; dev AUC ${devAuc.toFixed(4)} ${perSource(dev)}`);
    report(
      `${label} on invented sentences: AUC ${auc(collectInvented(data, label, score))?.toFixed(4) ?? "-"}`,
    );
    if (devAuc < MIN_DEV_AUC) {
      absent.push({ label, reason: `AUC ${devAuc.toFixed(3)} on dev; ${MIN_DEV_AUC} is the least` });
      continue;
    }
    const assessed = assessThresholds(
      collectInformative(data, label, "dev", (row) => sigmoid(score(row))),
      collectInformative(data, label, "test", (row) => sigmoid(score(row))),
    );
    const use =
      counts[label].positives >= MIN_POSITIVES_AUTOMATIC && assessed.automatic ? "automatic" : "review-only";
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
    const linears = [`linear ${one.label}`, `linear ${definitionName(one)}`].filter((name) =>
      table.has(name),
    );
    const blend = fitHead(data, table, one.label, definitionName(one), [inputs.join("+"), ...linears], one);
    const dev = collectInformative(data, one.label, "dev", scorer(table, blend)).filter(
      ({ source }) => source === one.source,
    );
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
    onnx: exportEncoder(
      parts,
      heads.map((head) => head.blend),
      own.map(({ blend }) => blend),
    ),
    card,
  };
}

function hasDev(data: Prepared, { label, source }: Definition): boolean {
  return informativeRows(data, label, "dev").some((row) => data.examples[row]?.source === source);
}

/** Whether other sources in the same language say something else of the label. */
function isShared(data: Prepared, { source }: Definition): boolean {
  return data.examples.some((one) => one.source === source && one.lang === SHARED_LANGUAGE);
}

function meanAuc(scores: readonly SourcedScore[]): number {
  const each = [...groupBySource(scores, true).values()].map((group) => auc(group) ?? 0);
  return each.reduce((sum, one) => sum + one, 0) / Math.max(1, each.length);
}

function perSource(scores: readonly SourcedScore[]): string {
  return [...groupBySource(scores, true)]
    .map(([source, group]) => `${source} ${auc(group)?.toFixed(3)}`)
    .join(" ");
}

function describe({ factors, intercept }: Blend): string {
  const terms = Object.entries(factors).map(([part, factor]) => `${factor.toFixed(2)} ${part}`);
  return `${terms.join(" + ")} ${intercept.toFixed(2)}`;
}

function measureShared(data: Prepared, table: PartScores, label: Label, blend: Blend): Card["metrics"] {
  const score = scorer(table, blend);
  const test = collectInformative(data, label, "test", (row) => sigmoid(score(row)));
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
  table: PartScores,
  definition: Definition,
  blend: Blend,
): NonNullable<Card["definitions"]>[number] {
  const { label, source } = definition;
  const score = scorer(table, blend);
  const [dev = [], test = []] = (["dev", "test"] as const).map((split) =>
    collectInformative(data, label, split, (row) => sigmoid(score(row))).filter(
      (one) => one.source === source,
    ),
  );
  return {
    ...assessThresholds(dev, test),
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
