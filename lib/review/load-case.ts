import { z } from "zod";
import type { Tx } from "#lib/db/index.ts";
import { actionSchema, measuresSchema, reasonSchema, signalSetSchema } from "#lib/policy/index.ts";
import { keptDraftSchema } from "./draft-schema.ts";
import { knownMatchSchema, lookVerdictSchema, mediaRowSchema, priorityPartsSchema } from "./schema.ts";

const time = z.coerce.date();

const decisionRowSchema = z.object({
  id: z.string(),
  caseId: z.string().nullable(),
  actorId: z.string().nullable(),
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
  notBefore: time.nullable(),
  /** Its author has contested it. */
  appealed: z.boolean(),
});
export type DecisionRow = z.infer<typeof decisionRowSchema>;

const factsSchema = z.record(z.string(), z.union([z.number(), z.string(), z.boolean()]));

const loadedCaseSchema = z.object({
  id: z.string(),
  number: z.number(),
  version: z.number(),
  state: z.enum(["open", "decided", "cancelled"]),
  purpose: z.string(),
  severity: z.number(),
  policyCode: z.string().nullable(),
  reasons: z.array(reasonSchema),
  priorityParts: priorityPartsSchema,
  dueAt: time,
  createdAt: time,
  claimedById: z.string().nullable(),
  claimedByName: z.string().nullable(),
  claimExpiresAt: time.nullable(),
  heldAt: time.nullable(),
  holdReason: z.string().nullable(),
  /** The database's clock at this moment: claims are compared with it and no other. */
  now: time,
  queue: z.object({ slug: z.string(), name: z.string(), names: z.unknown() }),
  item: z.object({
    externalId: z.string(),
    kind: z.string(),
    revision: z.number(),
    text: z.string(),
    language: z.string().nullable(),
    surface: z.string().nullable(),
    reach: z.number(),
    postedAt: time.nullable(),
    receivedAt: time,
    threadSize: z.number(),
  }),
  media: z.array(mediaRowSchema),
  knownMatches: z.array(knownMatchSchema),
  signals: z.array(signalSetSchema),
  reports: z.array(
    z.object({
      reason: z.string(),
      comment: z.string().nullable(),
      createdAt: time,
      upheld: z.number(),
      dismissed: z.number(),
    }),
  ),
  revisions: z.array(z.object({ revision: z.number(), text: z.string(), receivedAt: time })),
  thread: z.array(
    z.object({ externalId: z.string(), accountExternalId: z.string().nullable(), text: z.string() }),
  ),
  account: z
    .object({
      externalId: z.string(),
      platformCreatedAt: time.nullable(),
      facts: factsSchema,
      itemCount: z.number(),
      decisionsAgainst: z.number(),
    })
    .nullable(),
  /** Who took part in the decision that this case's appeal contests. */
  excludedUserIds: z.array(z.string()),
  /** The second look that this case is a part of. */
  look: z
    .object({
      role: z.enum(["second", "adjudication"]),
      state: z.enum(["open", "agreed", "disagreed", "settled", "overtaken", "cancelled"]),
      firstIsA: z.boolean(),
      first: lookVerdictSchema.extend({ createdAt: time }),
      second: lookVerdictSchema.nullable(),
    })
    .nullable(),
  /** Who is judging the item at this moment without seeing what was decided. */
  lookingUserIds: z.array(z.string()),
  appeal: z
    .object({
      state: z.enum(["open", "upheld", "overturned"]),
      statement: z.string(),
      locale: z.string(),
      filedAt: time,
      decisionId: z.string(),
      resolution: z.string().nullable(),
      resolvedByName: z.string().nullable(),
    })
    .nullable(),
  /** Asked about it by colleagues, oldest first. */
  questions: z.array(
    z.object({
      id: z.string(),
      askerId: z.string(),
      askerName: z.string(),
      colleagueId: z.string(),
      colleagueName: z.string(),
      question: z.string(),
      askedAt: time,
      answer: z.string().nullable(),
      answeredAt: time.nullable(),
      seen: z.boolean(),
    }),
  ),
  /** What the reader has written on it and not sent; one that an older Docket kept in another shape is left. */
  draft: keptDraftSchema.nullable().catch(null),
  decisions: z.array(decisionRowSchema),
  history: z.array(decisionRowSchema),
});
export type LoadedCase = z.infer<typeof loadedCaseSchema>;

/**
 * One case with everything around it, in one statement: the desk opens a case every few seconds for
 * everybody who reviews, and a dozen round trips each would be most of that time.
 * @param readerId whose draft comes along
 */
export async function loadCase(tx: Tx, caseNumber: number, readerId: string): Promise<LoadedCase | null> {
  const rows = await tx.$queryRaw<unknown[]>`
    WITH one AS (SELECT * FROM cases WHERE number = ${caseNumber}),
    item AS (SELECT items.* FROM items, one WHERE items.id = one.item_id),
    shown_decision AS (
      SELECT d.id, d.item_id, d.case_id AS "caseId", d.actor_id AS "actorId", d.action, d.source::text, u.name AS "actorName",
             p.code AS "policyCode", v.version AS "policyVersion", d.hours, d.measures, d.rationale, d.private_note AS "privateNote",
             (SELECT jsonb_build_object('expiresAt', s.expires_at, 'takenBack', EXISTS (SELECT 1 FROM strikes b WHERE b.takes_back_id = s.id))
              FROM strikes s WHERE s.decision_id = d.id AND s.takes_back_id IS NULL) AS strike, d.reverses_id AS "reversesId",
             r.id AS "reversedById", d.created_at AS "createdAt",
             (SELECT min(e.not_before) FROM enforcements e WHERE e.decision_id = d.id) AS "notBefore",
             EXISTS (SELECT 1 FROM appeals ap WHERE ap.decision_id = d.id) AS appealed
      FROM item
      JOIN items other ON other.id = item.id OR (item.account_id IS NOT NULL AND other.account_id = item.account_id)
      JOIN decisions d ON d.item_id = other.id
      LEFT JOIN users u ON u.id = d.actor_id
      LEFT JOIN policy_versions v ON v.id = d.policy_version_id
      LEFT JOIN policies p ON p.id = v.policy_id
      LEFT JOIN decisions r ON r.reverses_id = d.id)
    SELECT one.id, one.number, one.version, one.state::text, one.purpose::text, one.severity, one.policy_code AS "policyCode",
      one.reasons, one.priority_parts AS "priorityParts", one.due_at AS "dueAt", one.created_at AS "createdAt",
      one.claimed_by_id AS "claimedById", claimer.name AS "claimedByName", one.claim_expires_at AS "claimExpiresAt",
      one.held_at AS "heldAt", one.hold_reason AS "holdReason", now() AS now,
      jsonb_build_object('slug', queues.slug, 'name', queues.name, 'names', queues.names) AS queue,
      jsonb_build_object('externalId', item.external_id, 'kind', item.kind, 'revision', item.revision, 'text', item.text,
        'language', item.language, 'surface', item.surface, 'reach', item.reach, 'postedAt', item.posted_at,
        'receivedAt', item.received_at, 'threadSize', CASE WHEN item.thread_external_id IS NULL THEN 0 ELSE
          (SELECT count(DISTINCT t.external_id) FROM items t WHERE t.thread_external_id = item.thread_external_id) END) AS item,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('state', m.state, 'mediaType', m.media_type, 'reason', m.reason, 'altText', m.alt_text,
         'pictures', m.pictures, 'frames', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'width', f.width,
           'height', f.height, 'atSeconds', f.at_seconds) ORDER BY f.position), '[]') FROM media_frames f WHERE f.media_id = m.id))
         ORDER BY m.position), '[]') FROM media m WHERE m.item_id = item.id) AS media,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('hashId', h.id, 'bank', b.name, 'kind', b.kind, 'distance', k.distance,
         'note', h.note, 'falsePositive', k.false_positive_at IS NOT NULL) ORDER BY k.created_at), '[]')
         FROM known_matches k JOIN known_hashes h ON h.id = k.hash_id JOIN known_banks b ON b.id = h.bank_id
         WHERE k.item_id = item.id) AS "knownMatches",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('source', s.source, 'version', s.version, 'provider', s.provider,
         'latencyMs', s.latency_ms, 'values', s.values, 'detail', s.detail) ORDER BY s.created_at), '[]')
         FROM signal_sets s WHERE s.item_id = item.id) AS signals,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('reason', r.reason, 'comment', r.comment, 'createdAt', r.created_at,
         'upheld', rr.upheld, 'dismissed', rr.dismissed) ORDER BY r.created_at DESC), '[]')
         FROM (SELECT * FROM reports WHERE item_id = item.id ORDER BY created_at DESC LIMIT 20) r
         JOIN reporters rr ON rr.id = r.reporter_id) AS reports,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('revision', e.revision, 'text', e.text, 'receivedAt', e.received_at)
         ORDER BY e.revision DESC), '[]')
         FROM items e WHERE e.external_id = item.external_id AND e.id <> item.id) AS revisions,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('externalId', t.external_id, 'accountExternalId', a.external_id, 'text', t.text)
         ORDER BY t.posted_at NULLS FIRST), '[]')
         FROM (SELECT * FROM items WHERE thread_external_id = item.thread_external_id AND external_id <> item.external_id
                 AND (posted_at IS NULL OR posted_at <= coalesce(item.posted_at, item.received_at))
               ORDER BY posted_at DESC NULLS LAST LIMIT 5) t
         LEFT JOIN accounts a ON a.id = t.account_id) AS thread,
      (SELECT jsonb_build_object('externalId', a.external_id, 'platformCreatedAt', a.platform_created_at, 'facts', a.facts,
         'itemCount', (SELECT count(*) FROM items i WHERE i.account_id = a.id),
         'decisionsAgainst', (SELECT count(*) FROM shown_decision d
            WHERE d.item_id <> item.id AND d.action <> 'allow' AND d."reversedById" IS NULL))
         FROM accounts a WHERE a.id = item.account_id) AS account,
      (SELECT coalesce(jsonb_agg(x.user_id), '[]') FROM case_exclusions x WHERE x.case_id = one.id) AS "excludedUserIds",
      (SELECT jsonb_build_object('role', CASE WHEN l.case_id = one.id THEN 'second' ELSE 'adjudication' END, 'state', l.state,
         'firstIsA', l.first_is_a, 'first', jsonb_build_object('action', d.action, 'policyCode', d.policy_code,
           'rationale', d.rationale, 'createdAt', d.created_at),
         'second', CASE WHEN l.second_by_id IS NULL THEN NULL ELSE jsonb_build_object('action', l.second_action,
           'policyCode', l.second_policy_code, 'rationale', l.second_rationale) END)
         FROM second_looks l JOIN decisions d ON d.id = l.decision_id
         WHERE one.purpose = 'quality' AND one.id IN (l.case_id, l.adjudication_case_id)) AS look,
      (SELECT coalesce(jsonb_agg(c.claimed_by_id), '[]') FROM second_looks l JOIN cases c ON c.id = l.case_id
         WHERE l.item_id = item.id AND c.state = 'open' AND c.claim_expires_at > now()) AS "lookingUserIds",
      (SELECT jsonb_build_object('state', ap.state, 'statement', ap.statement, 'locale', ap.locale, 'filedAt', ap.filed_at,
         'decisionId', ap.decision_id, 'resolution', ap.resolution, 'resolvedByName', u.name)
         FROM appeals ap LEFT JOIN users u ON u.id = ap.resolved_by_id WHERE ap.case_id = one.id) AS appeal,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'askerId', q.asker_id, 'askerName', asker.name,
         'colleagueId', q.colleague_id, 'colleagueName', colleague.name, 'question', q.question, 'askedAt', q.asked_at,
         'answer', q.answer, 'answeredAt', q.answered_at, 'seen', q.seen_at IS NOT NULL) ORDER BY q.asked_at, q.id), '[]')
         FROM case_questions q JOIN users asker ON asker.id = q.asker_id JOIN users colleague ON colleague.id = q.colleague_id
         WHERE q.case_id = one.id) AS questions,
      (SELECT d.draft FROM case_drafts d WHERE d.case_number = one.number AND d.user_id = ${readerId}::uuid) AS draft,
      (SELECT coalesce(jsonb_agg(to_jsonb(d) ORDER BY d."createdAt" DESC, d.id DESC), '[]')
         FROM shown_decision d WHERE d.item_id = item.id) AS decisions,
      (SELECT coalesce(jsonb_agg(to_jsonb(d) ORDER BY d."createdAt" DESC), '[]')
         FROM (SELECT * FROM shown_decision WHERE action <> 'allow' AND item_id <> item.id
               ORDER BY "createdAt" DESC LIMIT 10) d) AS history
    FROM one
    JOIN item ON true
    JOIN queues ON queues.id = one.queue_id
    LEFT JOIN users claimer ON claimer.id = one.claimed_by_id`;
  return rows[0] ? loadedCaseSchema.parse(rows[0]) : null;
}
