export { type FetchFailure, GuardedFetchError, guardedDownload, guardedPost } from "./guarded-fetch.ts";
