import { z } from "zod";
import type { Tx } from "#lib/db/index.ts";
import { canonicalJson, hashEntry } from "./hash-entry.ts";

export interface AuditEvent {
  /** `user:<id>`, `api_key:<id>`, `automation` or `system`. */
  actor: string;
  /** What happened, e.g. `decision.made`. */
  action: string;
  /** What it happened to, e.g. `item:<id>`. */
  subject: string;
  /** Facts of the event; never content text. */
  data: Record<string, unknown>;
}

const headSchema = z.object({ sequence: z.bigint(), hash: z.string(), at: z.date() });

/**
 * Appends to the hash chain inside the caller's transaction (invariants 4 and 13). Writers take turns
 * on the one row of audit_head until they commit, so call this last and once per transaction.
 */
export async function appendAudit(tx: Tx, events: AuditEvent[]): Promise<void> {
  if (events.length === 0) return;
  const heads =
    await tx.$queryRaw`SELECT sequence, hash, clock_timestamp() AS at FROM audit_head WHERE id = 1 FOR UPDATE`;
  const head = headSchema.parse((heads as unknown[])[0]);
  let { sequence, hash } = head;
  const rows = events.map((event) => {
    const prevHash = hash;
    sequence += 1n;
    const body = canonicalJson({ ...event, at: head.at.toISOString(), sequence: sequence.toString() });
    hash = hashEntry(prevHash, body);
    const { actor, action, subject } = event;
    return {
      sequence: sequence.toString(),
      at: head.at,
      actor,
      action,
      subject,
      body,
      prev_hash: prevHash,
      hash,
    };
  });
  // One statement for both, so that the turn of the next writer comes sooner.
  await tx.$executeRaw`
    WITH appended AS (
      INSERT INTO audit_entries (sequence, at, actor, action, subject, body, prev_hash, hash)
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS x(sequence bigint, at timestamptz, actor text, action text, subject text, body text, prev_hash text, hash text))
    UPDATE audit_head SET sequence = ${sequence}, hash = ${hash} WHERE id = 1`;
}
