import { z } from "zod";
import { assertCan, can, policiesIn, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { reasonSchema } from "#lib/policy/index.ts";
import { priorityNow } from "./priority.ts";
import { type CasePage, priorityPartsSchema } from "./schema.ts";

export const casesQuerySchema = z.object({
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

const cursorSchema = z.tuple([z.number(), z.uuid()]);
const EXCERPT_CHARACTERS = 240;

/** Open cases of a queue in working order; keyset pages, so that page 10,000 costs what page 1 costs. */
export async function listCases(
  viewer: Viewer,
  slug: string,
  query: z.output<typeof casesQuerySchema>,
): Promise<CasePage> {
  assertCan(viewer, "queues:read");
  const queue = await db().queue.findUnique({ where: { slug }, select: { id: true } });
  if (!queue || !can(viewer, "queues:read", { queue: slug }))
    throw new DomainError("not_found", "There is no such queue.");
  const policies = policiesIn(viewer, "queues:read", slug);
  const after = query.cursor ? readCursor(query.cursor) : null;
  const rows = await db().case.findMany({
    where: {
      queueId: queue.id,
      state: "open",
      ...(policies && { policyCode: { in: policies } }),
      ...(after && {
        OR: [{ rank: { lt: after[0] } }, { rank: after[0], id: { gt: after[1] } }],
        rank: { lte: after[0] },
      }),
    },
    orderBy: [{ rank: "desc" }, { id: "asc" }],
    take: query.limit + 1,
    include: {
      item: { select: { text: true, language: true, kind: true } },
      claimedBy: { select: { id: true, name: true } },
    },
  });
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const now = new Date();
  return {
    cases: page.map((row) => ({
      number: row.number,
      severity: row.severity,
      policyCode: row.policyCode,
      excerpt: row.item.text.slice(0, EXCERPT_CHARACTERS).toWellFormed(),
      language: row.item.language,
      kind: row.item.kind,
      reasons: reasonSchema.array().parse(row.reasons),
      priority: priorityNow(priorityPartsSchema.parse(row.priorityParts).base, row.createdAt, now),
      dueAt: row.dueAt.toISOString(),
      createdAt: row.createdAt.toISOString(),
      claimedBy: row.claimExpiresAt && row.claimExpiresAt > now ? row.claimedBy : null,
      claimExpiresAt:
        row.claimExpiresAt && row.claimExpiresAt > now ? row.claimExpiresAt.toISOString() : null,
    })),
    nextCursor:
      rows.length > query.limit && last
        ? Buffer.from(JSON.stringify([last.rank, last.id])).toString("base64url")
        : null,
  };
}

function readCursor(cursor: string): [number, string] {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch {
    throw new DomainError("invalid", "This cursor is not one of ours.", {
      fields: [{ field: "cursor", message: "not valid" }],
    });
  }
}
