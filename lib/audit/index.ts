export { type AuditEvent, appendAudit } from "./append-audit.ts";
export { canonicalJson } from "./hash-entry.ts";
export { type AuditEntryView, auditQuerySchema, listAudit } from "./list-audit.ts";
export { readTrail, type TrailEntry } from "./read-trail.ts";
export { verifyAudit } from "./verify-audit.ts";
