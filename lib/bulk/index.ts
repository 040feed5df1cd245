export { bulkPolicies } from "./find-policy.ts";
export { candidatesQuerySchema, listCandidates } from "./list-candidates.ts";
export { listOwnDecisions } from "./own-decisions.ts";
export { getBulk, listBulks } from "./read-bulk.ts";
export { bulkRequestSchema } from "./schema.ts";
export { dryRun, startBulk } from "./start-bulk.ts";
export { undoBulk } from "./undo-bulk.ts";
export { resumeBulks, workOnBulk } from "./work-on-bulk.ts";
