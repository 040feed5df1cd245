export type { Scorer, SecondOpinion } from "./collect-signals.ts";
export { type FusedModels, fuseItems, storeFused } from "./fuse-items.ts";
export { getItem } from "./get-item.ts";
export { ingestItems } from "./ingest-items.ts";
export { giveUpOnItems, judgeItems } from "./judge-items.ts";
export { type LoadedItem, loadItems, storeSignals } from "./judge-store.ts";
export { readBatch } from "./read-batch.ts";
export { reconsiderItems } from "./reconsider-items.ts";
export { reportItems } from "./report-items.ts";
export {
  CONTENT_LIMITS,
  ingestBatchResultSchema,
  ingestResultSchema,
  itemInputSchema,
  itemViewSchema,
  reportInputSchema,
  reportResultSchema,
} from "./schema.ts";
