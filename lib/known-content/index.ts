export {
  createBank,
  exportHashes,
  importHashes,
  listBanks,
  reportFalsePositive,
  setHashEnabled,
  updateBank,
} from "./manage-banks.ts";
export { type KnownMatches, matchPictures, matchTexts } from "./match-known.ts";
export { buildPdqIndex, parseHash } from "./pdq-index.ts";
export { printItems } from "./print-items.ts";
export { storePrints } from "./prints-store.ts";
export { readAlike } from "./read-alike.ts";
export {
  BANK_PREFIX,
  type BankView,
  createBankSchema,
  exportQuerySchema,
  type ImportResult,
  KNOWN_THRESHOLDS,
  type KnownKind,
  type MatchView,
  reportMatchSchema,
  setHashEnabledSchema,
  updateBankSchema,
} from "./schema.ts";
export { recordMatches } from "./store.ts";
