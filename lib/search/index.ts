export { type SearchHit, type SearchPage, type SearchQuery, searchQuerySchema } from "./schema.ts";
export { search } from "./search.ts";
