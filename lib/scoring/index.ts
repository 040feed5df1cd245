export {
  type Card,
  type CardAutomatic,
  type CardHead,
  type CardMetric,
  type CardSource,
  type CardThreshold,
  cardSchema,
} from "./card.ts";
export { explainLogit, explainText, type LogitExplanation, type Span } from "./explain-text.ts";
export { LABELS, type Label } from "./labels.ts";
export { LEXICON_VERSION, type LexiconMatch, matchLexicon } from "./lexicon.ts";
export {
  cardPath,
  DEFAULT_MODELS_DIR,
  loadCard,
  type ModelRef,
  modelPath,
  readChampion,
  TEXT_MODEL,
} from "./model-files.ts";
export { normaliseText } from "./normalise-text.ts";
export { type ModelOptions, openTextModel, type Provider, type TextModel } from "./open-text-model.ts";
export type { ModelRow } from "./pack-batches.ts";
export { readLines } from "./read-lines.ts";
export { type LinearWeights, readOnnxWeights } from "./read-onnx-weights.ts";
export { runTextModel } from "./run-text-model.ts";
export { scoreLines } from "./score-lines.ts";
export {
  type ScoredText,
  type ScoredTexts,
  type Signals,
  scoreTexts,
  type TextInput,
} from "./score-texts.ts";
export { extractFeatures, FEATURE_SPACE, FEATURE_VERSION, type TextFeatures } from "./text-features.ts";
export {
  extractTokens,
  MAX_TOKENS,
  TOKEN_SLOTS,
  TOKEN_SPACE,
  TOKEN_VERSION,
  type TokenFeatures,
} from "./token-features.ts";
