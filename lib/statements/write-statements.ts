import { z } from "zod";
import type { Tx } from "#lib/db/index.ts";
import { type Measure, reasonSchema } from "#lib/policy/index.ts";
import { buildStatement, type StatementFacts } from "./build-statement.ts";
import type { Statement } from "./schema.ts";

/** A restricting decision that was just recorded. */
export interface RestrictingDecision {
  id: string;
  itemId: string;
  caseId: string | null;
  policyVersionId: string;
  /** All that it does, the strongest first. */
  measures: Measure[];
  strike: StatementFacts["strike"];
  /** For the author. */
  rationale: string;
  source: "person" | "automation";
  models: string[];
}

/**
 * Writes the statements of reasons of decisions, in the decisions' own transaction.
 * @returns the statements by decision id
 */
export async function writeStatements(
  tx: Tx,
  decisions: RestrictingDecision[],
  now: Date,
): Promise<Map<string, Statement>> {
  if (decisions.length === 0) return new Map();
  const known = await loadFacts(tx, decisions);
  const statements = decisions.map((decision) => {
    const facts = known.get(decision.id);
    if (!facts) throw new Error(`decision ${decision.id} has no item or policy`);
    return {
      decisionId: decision.id,
      content: buildStatement(toFacts(decision, facts, now)),
      createdAt: now,
    };
  });
  await tx.statementOfReasons.createMany({ data: statements });
  return new Map(statements.map(({ decisionId, content }) => [decisionId, content]));
}

const time = z.coerce.date();
const knownFactsSchema = z.object({
  decisionId: z.string(),
  policy: z.object({
    code: z.string(),
    version: z.number(),
    title: z.string(),
    text: z.string(),
    legalGround: z.string().nullable(),
    dsaCategory: z.string().nullable(),
  }),
  item: z.object({
    kind: z.string(),
    text: z.string(),
    language: z.string().nullable(),
    postedAt: time.nullable(),
    receivedAt: time,
    mediaTypes: z.array(z.string().nullable()),
  }),
  reasons: reasonSchema.array().nullable(),
  caseCreatedAt: time.nullable(),
  reportCount: z.number(),
  firstReportAt: time.nullable(),
});
type KnownFacts = z.infer<typeof knownFactsSchema>;

async function loadFacts(tx: Tx, decisions: RestrictingDecision[]): Promise<Map<string, KnownFacts>> {
  const wanted = decisions.map(({ id, itemId, caseId, policyVersionId }) => ({
    decision: id,
    item: itemId,
    case: caseId,
    version: policyVersionId,
  }));
  const rows = await tx.$queryRaw`
    SELECT x.decision AS "decisionId",
      jsonb_build_object('code', p.code, 'version', v.version, 'title', v.title, 'text', v.text,
        'legalGround', v.legal_ground, 'dsaCategory', v.dsa_category) AS policy,
      jsonb_build_object('kind', i.kind, 'text', left(btrim(i.text), 1), 'language', i.language, 'postedAt', i.posted_at,
        'receivedAt', i.received_at, 'mediaTypes',
        (SELECT coalesce(jsonb_agg(m.media_type ORDER BY m.position), '[]') FROM media m WHERE m.item_id = i.id)) AS item,
      c.reasons, c.created_at AS "caseCreatedAt", r.count::int AS "reportCount", r.first AS "firstReportAt"
    FROM jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) AS x(decision uuid, item uuid, "case" uuid, version uuid)
    JOIN items i ON i.id = x.item
    JOIN policy_versions v ON v.id = x.version
    JOIN policies p ON p.id = v.policy_id
    LEFT JOIN cases c ON c.id = x.case
    CROSS JOIN LATERAL (SELECT count(DISTINCT reporter_id) AS count, min(created_at) AS first FROM reports WHERE item_id = i.id) r`;
  return new Map(
    knownFactsSchema
      .array()
      .parse(rows)
      .map((facts) => [facts.decisionId, facts]),
  );
}

/** What stands in a case's reasons when something of ours, not a user, brought it up. */
const OWN_FINDINGS: readonly string[] = ["signal", "lexicon", "rule"];

function toFacts(decision: RestrictingDecision, known: KnownFacts, now: Date): StatementFacts {
  const found = known.reasons?.some(({ kind }) => OWN_FINDINGS.includes(kind)) ?? false;
  const { caseCreatedAt, firstReportAt } = known;
  return {
    decisionId: decision.id,
    measures: decision.measures,
    strike: decision.strike,
    rationale: decision.source === "person" ? decision.rationale : "",
    source: decision.source,
    decidedAt: now,
    models: decision.models,
    policy: known.policy,
    item: known.item,
    detectedAutomatically: decision.source === "automation" || found,
    reportCount: known.reportCount,
    reportedFirst: firstReportAt !== null && (caseCreatedAt === null || firstReportAt <= caseCreatedAt),
  };
}
