export { writeMisspeltSet, writeNaturalSet, writeTemplateSet } from "./encoder-data.ts";
export { type Measure, measureModel, type ScoredExample } from "./measure-model.ts";
export { printCard } from "./print-card.ts";
export { type Example, readExamples } from "./read-examples.ts";
export { type TrainingRun, trainModel } from "./train-model.ts";
export { writeVersion } from "./write-version.ts";
export { inventSentences, parseGrammar } from "./invent-sentences.ts";
export { seededRandom } from "./seeded-random.ts";
