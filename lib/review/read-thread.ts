import { z } from "zod";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db, Prisma, type Tx } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { isBlind } from "./blind.ts";
import { assertCaseInScope } from "./case-scope.ts";
import type { ThreadPage, threadQuerySchema } from "./thread-schema.ts";

const time = z.coerce.date();
const selfSchema = z.array(
  z.object({
    externalId: z.string(),
    thread: z.string().nullable(),
    purpose: z.string(),
    at: time,
  }),
);
const postsSchema = z.array(
  z.object({
    externalId: z.string(),
    parentExternalId: z.string().nullable(),
    accountExternalId: z.string().nullable(),
    text: z.string(),
    language: z.string().nullable(),
    at: time,
    state: z.enum(["pending", "allowed", "actioned", "in_review"]),
    pictures: z.number(),
  }),
);
type Post = z.infer<typeof postsSchema>[number];

/** Posts loaded on each side at once. */
const PAGE = 15;
type Place = { at: Date; externalId: string };

/**
 * The conversation around the item of a case, in order of time: some posts on both sides at first, and then the
 * next ones on one side. Of an edited post its newest revision. A blind case is not told what was decided on them.
 * @param unseen tells of no decisions, as for a blind case
 * @throws DomainError not_found, invalid for a place that is none
 */
export async function readThread(
  viewer: Viewer,
  caseNumber: number,
  { before, after }: z.output<typeof threadQuerySchema>,
  unseen = false,
): Promise<ThreadPage> {
  assertCan(viewer, "cases:read");
  await assertCaseInScope(db(), viewer, "cases:read", caseNumber);
  const [self] = selfSchema.parse(
    await db().$queryRaw`
      SELECT i.external_id AS "externalId", i.thread_external_id AS thread, c.purpose::text,
             coalesce(i.posted_at, i.received_at) AS at
      FROM cases c JOIN items i ON i.id = c.item_id WHERE c.number = ${caseNumber}`,
  );
  if (!self) throw new DomainError("not_found", "There is no such case.");
  if (self.thread === null) return { posts: [], before: null, after: null };
  const thread = self.thread;
  const place = { at: self.at, externalId: self.externalId };
  const [earlier, own, later] = await Promise.all([
    after === undefined ? postsBeside(db(), thread, before ? readPlace(before) : place, "before") : [],
    before === undefined && after === undefined ? ownPost(db(), self.externalId, thread) : [],
    before === undefined ? postsBeside(db(), thread, after ? readPlace(after) : place, "after") : [],
  ]);
  const blind = unseen || isBlind(self.purpose);
  const shown = [...earlier.slice(0, PAGE).reverse(), ...own, ...later.slice(0, PAGE)];
  return {
    posts: shown.map(({ at, state, ...post }) => ({
      ...post,
      at: at.toISOString(),
      state: blind ? null : state,
      isThis: post.externalId === self.externalId,
    })),
    before: placeBeyond(earlier),
    after: placeBeyond(later),
  };
}

const columns = Prisma.sql`
  SELECT i.external_id AS "externalId", i.parent_external_id AS "parentExternalId", a.external_id AS "accountExternalId",
    i.text, i.language, coalesce(i.posted_at, i.received_at) AS at, i.state::text,
    (SELECT count(*) FROM media m WHERE m.item_id = i.id)::int AS pictures
  FROM items i LEFT JOIN accounts a ON a.id = i.account_id`;
/** Only the newest revision of a post. */
const newest = Prisma.sql`NOT EXISTS (SELECT 1 FROM items n WHERE n.external_id = i.external_id
  AND (n.last_seen_at, n.id) > (i.last_seen_at, i.id))`;

async function ownPost(tx: Tx, externalId: string, thread: string): Promise<Post[]> {
  const rows = await tx.$queryRaw`${columns}
    WHERE i.external_id = ${externalId} AND i.thread_external_id = ${thread} AND ${newest}`;
  return postsSchema.parse(rows);
}

/** The nearest posts on one side of a place, the nearest first; one more than a page where there are more. */
async function postsBeside(
  tx: Tx,
  thread: string,
  { at, externalId }: Place,
  side: "before" | "after",
): Promise<Post[]> {
  const order = Prisma.raw(side === "before" ? "DESC" : "ASC");
  const beyond = Prisma.raw(side === "before" ? "<" : ">");
  const rows = await tx.$queryRaw`${columns}
    WHERE i.thread_external_id = ${thread} AND i.external_id <> ${externalId}
      AND (coalesce(i.posted_at, i.received_at), i.external_id) ${beyond} (${at}, ${externalId}) AND ${newest}
    ORDER BY coalesce(i.posted_at, i.received_at) ${order}, i.external_id ${order} LIMIT ${PAGE + 1}`;
  return postsSchema.parse(rows);
}

function placeBeyond(posts: readonly Post[]): string | null {
  const last = posts.length > PAGE ? posts[PAGE - 1] : undefined;
  return last ? `${last.at.toISOString()}~${last.externalId}` : null;
}

function readPlace(cursor: string): Place {
  const [moment = "", ...rest] = cursor.split("~");
  const at = new Date(moment);
  if (Number.isNaN(at.getTime())) throw new DomainError("invalid", "There is no such place in the thread.");
  return { at, externalId: rest.join("~") };
}
