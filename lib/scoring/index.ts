export {
  BEHAVIOUR_FACTS,
  type BehaviourFacts,
  behaviourFacts,
} from "./behaviour-features.ts";
export {
  type Card,
  type CardAutomatic,
  type CardFusion,
  type CardHead,
  type CardMetric,
  type CardSource,
  type CardThreshold,
  cardSchema,
} from "./card.ts";
export {
  type CardFigures,
  countsAt,
  type FigureSlice,
  type HeadFigures,
  headsFiguresSchema,
  type IdentityFigures,
  identitiesSchema,
  type ThresholdCounts,
} from "./card-figures.ts";
export { PROVIDERS, type Provider } from "./choose-providers.ts";
export { type EmbeddedTexts, embedTexts, TEXT_EMBEDDING } from "./embed-texts.ts";
export { explainLogit, explainText } from "./explain-text.ts";
export type { LogitExplanation, Span } from "./explain-words.ts";
export {
  EXPORT_BATCH_ROWS,
  EXPORT_FILES,
  type ExportedClassifier,
  openExport,
  TOKENIZER_CONFIG,
} from "./hugging-face.ts";
export { IMAGE_CLASSES, imageSignals } from "./image-signals.ts";
export { LABELS, type Label } from "./labels.ts";
export { LEXICON_VERSION, type LexiconMatch, matchLexicon } from "./lexicon.ts";
export { type LocalSession, openSession } from "./local-session.ts";
export {
  BEHAVIOUR_FILE,
  cardPath,
  DEFAULT_MODELS_DIR,
  FUSED_SOURCES,
  FUSION_MODEL,
  IMAGE_MODEL,
  LATE_FUSION,
  loadCard,
  type ModelRef,
  modelPath,
  readChampion,
  TEXT_MODEL,
  versionFolder,
} from "./model-files.ts";
export { normaliseText } from "./normalise-text.ts";
export { REGION_GRID, type RegionMap } from "./occlude-picture.ts";
export { type ModelOptions, openTextModel, type TextModel } from "./open-text-model.ts";
export type { ModelRow } from "./pack-batches.ts";
export { readLines } from "./read-lines.ts";
export { type LinearWeights, readOnnxWeights, readTensors } from "./read-onnx-weights.ts";
export {
  listOtherModels,
  type OtherModel,
  registeredModels,
  scoreWithRegistered,
} from "./registered-models.ts";
export { FALLBACK_SUFFIX, isRemoteReady } from "./remote-inference.ts";
export { PICTURE_SIDE, type Picture, resizePicture } from "./resize-picture.ts";
export { runTextModel } from "./run-text-model.ts";
export { HEAD_OUTPUTS, type RunnableModel, runRows } from "./runnable-model.ts";
export {
  type Embedded,
  type FusedInput,
  type FusedPlace,
  type FusedScore,
  meanEmbedding,
  type ScoredFused,
  scoreFused,
} from "./score-fused.ts";
export { scoreLines } from "./score-lines.ts";
export {
  canScorePictures,
  explainPicture,
  type ScoredPicture,
  type ScoredPictures,
  scorePictures,
} from "./score-pictures.ts";
export {
  type ScoredText,
  type ScoredTexts,
  type Signals,
  scoreTexts,
  type TextInput,
} from "./score-texts.ts";
export { servingOptions } from "./serving-options.ts";
export { extractFeatures, FEATURE_SPACE, FEATURE_VERSION, type TextFeatures } from "./text-features.ts";
export { readerFor } from "./text-inputs.ts";
export {
  extractTokens,
  MAX_TOKENS,
  TOKEN_SLOTS,
  TOKEN_SPACE,
  TOKEN_VERSION,
  type TokenFeatures,
} from "./token-features.ts";
export { tritonConfig } from "./triton-config.ts";
