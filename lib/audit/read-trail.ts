import { z } from "zod";
import type { Tx } from "#lib/db/index.ts";

/** What was done to one thing, by whom. */
export interface TrailEntry {
  at: string;
  /** The person's name; `system`, `automation` or an API key by its actor. */
  by: string;
  action: string;
  data: Record<string, unknown>;
}

const rowsSchema = z.array(
  z.object({
    at: z.date(),
    actor: z.string(),
    name: z.string().nullable(),
    action: z.string(),
    body: z.string(),
  }),
);
const bodySchema = z.object({ data: z.record(z.string(), z.unknown()) });

/** The newest entries about a subject, for the page of that subject; the caller has checked who may see it. */
export async function readTrail(tx: Tx, subject: string, limit: number): Promise<TrailEntry[]> {
  const rows = rowsSchema.parse(
    await tx.$queryRaw`
      SELECT e.at, e.actor, u.name, e.action, e.body
      FROM audit_entries e LEFT JOIN users u ON e.actor = 'user:' || u.id
      WHERE e.subject = ${subject} ORDER BY e.sequence DESC LIMIT ${limit}`,
  );
  return rows.map(({ at, actor, name, action, body }) => ({
    at: at.toISOString(),
    by: name ?? actor,
    action,
    data: bodySchema.parse(JSON.parse(body)).data,
  }));
}
