export { writeMisspeltSet, writeNaturalSet, writeTemplateSet } from "./encoder-data.ts";
export { readEncoderWeights } from "./encoder-weights.ts";
export { exportSnapshot } from "./export-snapshot.ts";
export { evaluateFunctionally } from "./functional/evaluate.ts";
export { TooFewExamplesError } from "./fusion/prepare-fusion.ts";
export { readFusionExamples } from "./fusion/read-fusion-examples.ts";
export { trainFusedModel } from "./fusion/train-fused-model.ts";
export { inventSentences, parseGrammar } from "./invent-sentences.ts";
export { FAIRNESS_LABEL, IDENTITIES, measureFairness, readIdentityTexts } from "./measure-fairness.ts";
export { describeIdentities, measureHeads } from "./measure-figures.ts";
export { type Measure, measureModel, measureRiskCoverage, type ScoredExample } from "./measure-model.ts";
export { evaluateTask, trainTask } from "./model-task.ts";
export { promoteVersion, rollBack } from "./move-pointer.ts";
export { printCard } from "./print-card.ts";
export { type Example, readExamples } from "./read-examples.ts";
export type { ConfusionLine, SpeedLine } from "./read-figures.ts";
export { type FusionOverview, readFusion } from "./read-fusion.ts";
export {
  type ModelsOverview,
  type RunView,
  readModels,
  readRun,
  readSnapshot,
  type SnapshotView,
  type Verdict,
  type VersionLine,
} from "./read-models.ts";
export { type OtherModelLine, readOtherModel, readOtherModels } from "./read-other-models.ts";
export { type MoveView, readVersion, type VersionFigures, type VersionView } from "./read-version.ts";
export { type Registration, registerModel, removeModel } from "./register-model.ts";
export { requestEvaluation } from "./request-evaluation.ts";
export { evaluateVersion, type Laboratory, runTraining } from "./run-training.ts";
export { moveSchema, numberSchema, startTrainingSchema, versionNameSchema } from "./schema.ts";
export { seededRandom } from "./seeded-random.ts";
export { setShadow, shadowSchema } from "./set-shadow.ts";
export { cancelTraining, startTraining } from "./start-training.ts";
export type { ModelTask, ThreadMessage } from "./tasks.ts";
export { trainEncoderVersion } from "./train-encoder-version.ts";
export { type TrainingRun, trainModel } from "./train-model.ts";
export { writeVersion } from "./write-version.ts";
