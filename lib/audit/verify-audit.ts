import { z } from "zod";
import type { Database } from "#lib/db/index.ts";
import { GENESIS_HASH, hashEntry } from "./hash-entry.ts";

export type AuditVerdict =
  | { intact: true; entries: bigint; head: string }
  | { intact: false; sequence: bigint; problem: string };

const PAGE = 5000;

const bodySchema = z.object({
  action: z.string(),
  actor: z.string(),
  at: z.iso.datetime(),
  sequence: z.string(),
  subject: z.string(),
});

/**
 * Walks the whole chain: every hash follows from its body and the one before, numbers have no gap,
 * the readable columns say what the hashed body says, and the chain ends where audit_head says.
 */
export async function verifyAudit(
  database: Database,
  onProgress?: (entries: bigint) => void,
): Promise<AuditVerdict> {
  let last = 0n;
  let hash = GENESIS_HASH;
  for (;;) {
    const page = await database.auditEntry.findMany({
      where: { sequence: { gt: last } },
      orderBy: { sequence: "asc" },
      take: PAGE,
    });
    for (const entry of page) {
      const problem = problemOf(entry, last, hash);
      if (problem) return { intact: false, sequence: entry.sequence, problem };
      last = entry.sequence;
      hash = entry.hash;
    }
    onProgress?.(last);
    if (page.length < PAGE) break;
  }
  const head = await database.auditHead.findUnique({ where: { id: 1 } });
  // New entries may have come meanwhile; only a head behind, or one that differs at the same place, is wrong.
  if (!head || head.sequence < last || (head.sequence === last && head.hash !== hash))
    return { intact: false, sequence: last, problem: "the chain does not end where its head says" };
  if (head.sequence > last && (await database.auditEntry.count({ where: { sequence: { gt: last } } })) === 0)
    return { intact: false, sequence: head.sequence, problem: "entries are missing at the end" };
  return { intact: true, entries: last, head: hash };
}

interface Entry {
  sequence: bigint;
  at: Date;
  actor: string;
  action: string;
  subject: string;
  body: string;
  prevHash: string;
  hash: string;
}

function problemOf(entry: Entry, last: bigint, hash: string): string | null {
  if (entry.sequence !== last + 1n) return `entry ${last + 1n} is missing`;
  if (entry.prevHash !== hash) return "it does not follow from the entry before it";
  if (hashEntry(hash, entry.body) !== entry.hash) return "its body does not match its hash";
  const body = bodySchema.safeParse(safeJson(entry.body));
  const agrees =
    body.success &&
    body.data.sequence === entry.sequence.toString() &&
    body.data.at === entry.at.toISOString() &&
    body.data.actor === entry.actor &&
    body.data.action === entry.action &&
    body.data.subject === entry.subject;
  return agrees ? null : "its columns do not say what its body says";
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
