export { type SearchHit, type SearchPage, type SearchQuery, searchQuerySchema } from "./schema.ts";
export { search } from "./search.ts";
export { storeSignatures } from "./signature-store.ts";
