import { z } from "zod";
import type { Tx } from "#lib/db/index.ts";
import { measuresSchema } from "#lib/policy/index.ts";
import { actionSchema } from "#lib/policy/schema.ts";
import type { AccountDecision, AccountItem, NoteView } from "./schema.ts";

const time = z.coerce.date();

const noteRowsSchema = z.array(
  z.object({
    id: z.string(),
    text: z.string(),
    authorName: z.string(),
    createdAt: time,
    pinned: z.boolean(),
  }),
);

/** Notes shown of one account. */
const MOST_NOTES = 100;

/** An account's notes: the pinned ones first, then the newest. */
export async function notesOf(tx: Tx, accountId: string): Promise<NoteView[]> {
  const rows = await tx.$queryRaw`
    SELECT n.id, n.text, u.name AS "authorName", n.created_at AS "createdAt",
           coalesce((SELECT p.pinned FROM account_note_pins p WHERE p.note_id = n.id ORDER BY p.created_at DESC, p.id DESC LIMIT 1), false) AS pinned
    FROM account_notes n JOIN users u ON u.id = n.author_id
    WHERE n.account_id = ${accountId}::uuid
    ORDER BY pinned DESC, n.created_at DESC, n.id DESC LIMIT ${MOST_NOTES}`;
  return noteRowsSchema.parse(rows).map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}

const factsSchema = z.record(z.string(), z.union([z.number(), z.string(), z.boolean()]));

const authorSchema = z.array(
  z.object({
    purpose: z.string(),
    policyCode: z.string().nullable(),
    /** The platform's id of the item. */
    item: z.string(),
    accountId: z.string().nullable(),
    externalId: z.string().nullable(),
    facts: factsSchema.nullable(),
    overturned: z.number(),
    openAppeals: z.number(),
  }),
);
export type CaseAuthor = z.infer<typeof authorSchema>[number];

/** The author of a case's item, with how their appeals went. */
export async function authorOfCase(tx: Tx, caseNumber: number): Promise<CaseAuthor | null> {
  const rows = await tx.$queryRaw`
    SELECT c.purpose::text, c.policy_code AS "policyCode", i.external_id AS item, a.id AS "accountId", a.external_id AS "externalId", a.facts,
           coalesce(ap.overturned, 0)::int AS overturned, coalesce(ap.open, 0)::int AS "openAppeals"
    FROM cases c JOIN items i ON i.id = c.item_id LEFT JOIN accounts a ON a.id = i.account_id
    LEFT JOIN LATERAL (
      SELECT count(*) FILTER (WHERE x.state = 'overturned') AS overturned, count(*) FILTER (WHERE x.state = 'open') AS open
      FROM items o JOIN appeals x ON x.item_id = o.id WHERE o.account_id = a.id) ap ON true
    WHERE c.number = ${caseNumber}`;
  return authorSchema.parse(rows)[0] ?? null;
}

const accountSchema = z.array(
  z.object({
    id: z.string(),
    externalId: z.string(),
    platformCreatedAt: time.nullable(),
    firstSeenAt: time,
    facts: factsSchema,
    itemCount: z.number(),
  }),
);
export type AccountRow = z.infer<typeof accountSchema>[number];

export async function findAccount(tx: Tx, externalId: string): Promise<AccountRow | null> {
  const rows = await tx.$queryRaw`
    SELECT a.id, a.external_id AS "externalId", a.platform_created_at AS "platformCreatedAt", a.first_seen_at AS "firstSeenAt",
           a.facts, (SELECT count(*) FROM items i WHERE i.account_id = a.id)::int AS "itemCount"
    FROM accounts a WHERE a.external_id = ${externalId}`;
  return accountSchema.parse(rows)[0] ?? null;
}

/** Items that the account's decisions are looked for in, and decisions shown. */
const MOST_ITEMS = 5000;
const MOST_DECISIONS = 100;

const decisionRowsSchema = z.array(
  z.object({
    id: z.string(),
    action: actionSchema,
    source: z.enum(["person", "automation"]),
    actorName: z.string().nullable(),
    policyCode: z.string().nullable(),
    policyVersion: z.number().nullable(),
    hours: z.number().nullable(),
    measures: measuresSchema,
    strike: z.object({ expiresAt: time, takenBack: z.boolean() }).nullable(),
    rationale: z.string(),
    privateNote: z.string(),
    reversesId: z.string().nullable(),
    reversedById: z.string().nullable(),
    createdAt: time,
    itemExternalId: z.string(),
    excerpt: z.string(),
    caseNumber: z.number().nullable(),
    appeal: z.object({ state: z.enum(["open", "upheld", "overturned"]), filedAt: time }).nullable(),
  }),
);

/** Decisions on the account's items with the appeals against them, the newest first. */
export async function decisionsOf(tx: Tx, accountId: string): Promise<AccountDecision[]> {
  const rows = await tx.$queryRaw`
    SELECT d.id, d.action, d.source::text, u.name AS "actorName", d.policy_code AS "policyCode", v.version AS "policyVersion",
      d.hours, d.measures, d.rationale, d.private_note AS "privateNote", d.reverses_id AS "reversesId", r.id AS "reversedById",
      d.created_at AS "createdAt", i.external_id AS "itemExternalId", left(i.text, 160) AS excerpt, c.number AS "caseNumber",
      (SELECT jsonb_build_object('expiresAt', s.expires_at, 'takenBack', EXISTS (SELECT 1 FROM strikes b WHERE b.takes_back_id = s.id))
       FROM strikes s WHERE s.decision_id = d.id AND s.takes_back_id IS NULL) AS strike,
      (SELECT jsonb_build_object('state', ap.state, 'filedAt', ap.filed_at) FROM appeals ap WHERE ap.decision_id = d.id) AS appeal
    FROM (SELECT id, external_id, text FROM items WHERE account_id = ${accountId}::uuid ORDER BY received_at DESC LIMIT ${MOST_ITEMS}) i
    JOIN decisions d ON d.item_id = i.id
    LEFT JOIN users u ON u.id = d.actor_id
    LEFT JOIN policy_versions v ON v.id = d.policy_version_id
    LEFT JOIN decisions r ON r.reverses_id = d.id
    LEFT JOIN cases c ON c.id = d.case_id AND c.purpose <> 'prevalence'
    ORDER BY d.created_at DESC, d.id DESC LIMIT ${MOST_DECISIONS}`;
  return decisionRowsSchema.parse(rows).map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    strike: row.strike && { ...row.strike, expiresAt: row.strike.expiresAt.toISOString() },
    appeal: row.appeal && { ...row.appeal, filedAt: row.appeal.filedAt.toISOString() },
  }));
}

const itemRowsSchema = z.array(
  z.object({
    id: z.string(),
    externalId: z.string(),
    revision: z.number(),
    kind: z.string(),
    language: z.string().nullable(),
    excerpt: z.string(),
    state: z.enum(["pending", "allowed", "actioned", "in_review"]),
    receivedAt: time,
    caseNumber: z.number().nullable(),
    standing: z
      .object({
        action: actionSchema,
        hours: z.number().nullable(),
        measures: measuresSchema,
        policyCode: z.string().nullable(),
      })
      .nullable(),
  }),
);

/** A place in the list of an account's items: the moment and id of the last one that was shown. */
export type ItemsCursor = { receivedAt: Date; id: string };

/** An account's items, the newest first, each with the decision that stands on it. */
export async function itemsOf(
  tx: Tx,
  accountId: string,
  after: ItemsCursor | null,
  limit: number,
): Promise<(Omit<AccountItem, "receivedAt"> & ItemsCursor)[]> {
  const { receivedAt, id } = after ?? {
    receivedAt: new Date("9999-01-01"),
    id: "ffffffff-ffff-ffff-ffff-ffffffffffff",
  };
  const rows = await tx.$queryRaw`
    SELECT i.id, i.external_id AS "externalId", i.revision, i.kind::text, i.language, left(i.text, 200) AS excerpt,
      i.state::text, i.received_at AS "receivedAt",
      (SELECT max(c.number) FROM cases c WHERE c.item_id = i.id AND c.purpose <> 'prevalence') AS "caseNumber",
      (SELECT jsonb_build_object('action', d.action, 'hours', d.hours, 'measures', d.measures, 'policyCode', d.policy_code)
       FROM decisions d WHERE d.item_id = i.id AND d.reverses_id IS NULL AND NOT EXISTS (SELECT 1 FROM decisions r WHERE r.reverses_id = d.id)
       ORDER BY d.created_at DESC, d.id DESC LIMIT 1) AS standing
    FROM items i
    WHERE i.account_id = ${accountId}::uuid AND (i.received_at, i.id) < (${receivedAt}, ${id}::uuid)
    ORDER BY i.received_at DESC, i.id DESC LIMIT ${limit}`;
  return itemRowsSchema.parse(rows);
}
