import { z } from "zod";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db, Prisma } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { TIER } from "#lib/escalation/index.ts";
import { reasonSchema } from "#lib/policy/index.ts";
import { isBlind } from "./blind.ts";
import type { CaseFilter } from "./case-filter.ts";
import { filterFromQuery, filterQuery } from "./case-filter-schema.ts";
import { after, CURSOR_KEY, conditionsOf, ORDER_BY, withinPolicies } from "./case-sql.ts";
import { findQueue, type QueueAtWork } from "./find-queue.ts";
import { QUEUE_ORDERS } from "./order.ts";
import { priorityNow } from "./priority.ts";
import type { CasePage, CaseRow } from "./queue-schema.ts";
import { priorityPartsSchema } from "./schema.ts";

const pageQuery = {
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
};
/** A page of a queue as an address asks for it: cursor, limit, and the facets of its filter. */
export const casesQuerySchema = z
  .object({ ...pageQuery, ...filterQuery })
  .transform(({ cursor, limit, ...facets }) => ({ cursor, limit, filter: filterFromQuery(facets) }));
export type CasesQuery = z.output<typeof casesQuerySchema>;

/** Order of the queue, tier, key and case that a page ended with. */
const cursorSchema = z.tuple([
  z.enum(QUEUE_ORDERS),
  z.number().int().min(0).max(TIER.usual),
  z.string().max(60),
  z.uuid(),
]);
type Cursor = z.infer<typeof cursorSchema>;
const EXCERPT_CHARACTERS = 240;

/**
 * Open cases of a queue in its working order; keyset pages, so that page 10,000 costs what page 1 costs. A
 * cursor of before the order changed begins anew.
 * @throws DomainError not_found, invalid for a cursor that is not ours
 */
export async function listCases(viewer: Viewer, slug: string, query: CasesQuery): Promise<CasePage> {
  assertCan(viewer, "queues:read");
  const queue = await findQueue(viewer, "queues:read", slug);
  const cursor = query.cursor ? readCursor(query.cursor) : null;
  const found = await findPage(
    queue,
    query.filter,
    cursor?.[0] === queue.order ? cursor : null,
    query.limit + 1,
  );
  const page = found.slice(0, query.limit);
  const last = page.at(-1);
  const rows = await readRows(page.map(({ id }) => id));
  return {
    cases: page.flatMap(({ id }) => rows.get(id) ?? []),
    nextCursor:
      found.length > query.limit && last ? writeCursor([queue.order, last.tier, last.key, last.id]) : null,
  };
}

const pageSchema = z.array(z.object({ id: z.string(), tier: z.number(), key: z.string() }));

/** The ids of a page from the narrow rows alone; the wide ones are read for the page only. */
async function findPage(
  queue: QueueAtWork,
  filter: CaseFilter,
  cursor: Cursor | null,
  limit: number,
): Promise<z.infer<typeof pageSchema>> {
  const conditions = [
    Prisma.sql`f.queue_id = ${queue.id}::uuid`,
    ...withinPolicies(queue),
    ...(cursor ? [after(queue.order, cursor[1], cursor[2], cursor[3])] : []),
    ...conditionsOf(filter, queue.warningSeconds),
  ];
  // Claims stand on the case itself; asked for only where the filter asks.
  const claims = filter.state?.length ? Prisma.sql`JOIN cases c ON c.id = f.case_id` : Prisma.empty;
  const rows = await db().$queryRaw`
    SELECT f.case_id AS id, f.tier::int AS tier, ${CURSOR_KEY[queue.order]} AS key
    FROM case_facts f ${claims}
    WHERE ${Prisma.join(conditions, " AND ")}
    ORDER BY ${ORDER_BY[queue.order]} LIMIT ${limit}`;
  return pageSchema.parse(rows);
}

async function readRows(ids: string[]): Promise<Map<string, CaseRow>> {
  const rows = await db().case.findMany({
    where: { id: { in: ids } },
    include: {
      item: { select: { text: true, language: true, kind: true } },
      claimedBy: { select: { id: true, name: true } },
      facts: { select: { reach: true } },
    },
  });
  const now = new Date();
  return new Map(
    rows.map((row) => {
      const priorityParts = priorityPartsSchema.parse(row.priorityParts);
      const claimed = row.claimExpiresAt !== null && row.claimExpiresAt > now;
      return [
        row.id,
        {
          number: row.number,
          severity: row.severity,
          policyCode: row.policyCode,
          excerpt: row.item.text.slice(0, EXCERPT_CHARACTERS).toWellFormed(),
          language: row.item.language,
          kind: row.item.kind,
          reasons: reasonSchema.array().parse(row.reasons),
          priority: priorityNow(priorityParts.base, row.createdAt, now),
          priorityParts,
          reach: row.facts?.reach ?? 0,
          dueAt: row.dueAt.toISOString(),
          createdAt: row.createdAt.toISOString(),
          claimedBy: claimed ? row.claimedBy : null,
          holdReason: claimed && !isBlind(row.purpose) ? row.holdReason : null,
          claimExpiresAt: claimed ? (row.claimExpiresAt?.toISOString() ?? null) : null,
        },
      ];
    }),
  );
}

const writeCursor = (cursor: Cursor) => Buffer.from(JSON.stringify(cursor)).toString("base64url");

function readCursor(cursor: string): Cursor {
  try {
    const read = cursorSchema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    const [order, , key] = read;
    const readable =
      order === "priority" || order === "reach"
        ? Number.isFinite(Number(key))
        : !Number.isNaN(Date.parse(key));
    if (readable) return read;
  } catch {
    // Said below, in one place.
  }
  throw new DomainError("invalid", "This cursor is not one of ours.", {
    fields: [{ field: "cursor", message: "not valid" }],
  });
}
