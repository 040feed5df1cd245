import { z } from "zod";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";

export const auditQuerySchema = z.object({
  /** Only entries older than this sequence number. */
  before: z.coerce.bigint().optional(),
  subject: z.string().max(200).optional(),
  action: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export interface AuditEntryView {
  sequence: string;
  at: string;
  actor: string;
  /** The actor's name where the actor is a person who still exists. */
  actorName: string | null;
  action: string;
  subject: string;
  data: Record<string, unknown>;
  hash: string;
}

const bodySchema = z.object({ data: z.record(z.string(), z.unknown()) });

/** A page of the audit log, newest first. */
export async function listAudit(
  viewer: Viewer,
  query: z.output<typeof auditQuerySchema>,
): Promise<{ entries: AuditEntryView[]; nextBefore: string | null }> {
  assertCan(viewer, "audit:read");
  const rows = await db().auditEntry.findMany({
    where: {
      sequence: query.before ? { lt: query.before } : undefined,
      subject: query.subject || undefined,
      action: query.action || undefined,
    },
    orderBy: { sequence: "desc" },
    take: query.limit + 1,
  });
  const page = rows.slice(0, query.limit);
  const names = await namesOf(page.map((row) => row.actor));
  const entries = page.map((row) => ({
    sequence: row.sequence.toString(),
    at: row.at.toISOString(),
    actor: row.actor,
    actorName: names.get(row.actor) ?? null,
    action: row.action,
    subject: row.subject,
    data: bodySchema.parse(JSON.parse(row.body)).data,
    hash: row.hash,
  }));
  return {
    entries,
    nextBefore: rows.length > query.limit ? (page.at(-1)?.sequence.toString() ?? null) : null,
  };
}

async function namesOf(actors: string[]): Promise<Map<string, string>> {
  const ids = [...new Set(actors)]
    .filter((actor) => actor.startsWith("user:"))
    .map((actor) => actor.slice(5));
  const users = await db().user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return new Map(users.map((user) => [`user:${user.id}`, user.name]));
}
