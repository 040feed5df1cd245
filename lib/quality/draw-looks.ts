import { z } from "zod";
import type { Tx } from "#lib/db/index.ts";
import type { Reason } from "#lib/policy/index.ts";
import { reasonSchema } from "#lib/policy/schema.ts";
import type { Random } from "#lib/training/seeded-random.ts";
import { chanceOf } from "./look.ts";
import { qualityValuesSchema } from "./schema.ts";

/** Unpredictable numbers in [0, 1): nobody can know which of their decisions is looked at again. */
export const secureRandom: Random = () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;

interface LookCase {
  itemId: string;
  queueSlug: string;
  severity: number;
  policyCode: string | null;
  reasons: Reason[];
  confidence: number;
  reach: number;
  reporterWeights: number[];
}
/** Opens cases and says for which items it did; lib/review's, which stands above this file. */
export type OpenCases = (tx: Tx, cases: LookCase[], now: Date) => Promise<string[]>;

const eligibleSchema = z.array(
  z.object({
    decisionId: z.string(),
    itemId: z.string(),
    firstById: z.string(),
    queueSlug: z.string(),
    lookQueue: z.string(),
    severity: z.number(),
    policyCode: z.string().nullable(),
    reasons: z.array(reasonSchema),
    reach: z.number(),
    ruleRate: z.number().nullable(),
    values: qualityValuesSchema,
  }),
);

/**
 * Draws which of these fresh decisions get a second look, each for itself with the chance that settings and rules
 * give its case, and opens the cases, in the transaction of the decisions. The chance is stored. Decisions of
 * automation, of appeals, of the prevalence sample and of second looks themselves are not drawn from.
 */
export async function drawSecondLooks(
  tx: Tx,
  decisionIds: string[],
  openCases: OpenCases,
  random: Random,
  now: Date,
): Promise<void> {
  const rows = eligibleSchema.parse(
    await tx.$queryRaw`
      SELECT d.id AS "decisionId", d.item_id AS "itemId", d.actor_id AS "firstById", q.slug AS "queueSlug",
             look_queue.slug AS "lookQueue", c.severity, c.policy_code AS "policyCode", c.reasons, i.reach,
             (SELECT max((does.one ->> 'rate')::float8)
              FROM rule_hits h JOIN rule_versions v ON v.rule_id = h.rule_id AND v.version = h.version
              CROSS JOIN LATERAL jsonb_array_elements(v.actions) AS does(one)
              WHERE h.item_id = d.item_id AND NOT h.shadow AND does.one ->> 'kind' = 'second-look') AS "ruleRate",
             s.values
      FROM decisions d JOIN cases c ON c.id = d.case_id JOIN queues q ON q.id = c.queue_id
      JOIN items i ON i.id = d.item_id JOIN quality_settings s ON s.id = 1
      CROSS JOIN LATERAL (SELECT slug FROM queues WHERE purpose = 'quality'
        ORDER BY slug <> 'second-look', position LIMIT 1) AS look_queue
      WHERE d.id = ANY (${decisionIds}::uuid[]) AND d.source = 'person' AND d.reverses_id IS NULL
        AND d.actor_id IS NOT NULL AND c.purpose IN ('triage', 'escalation', 'accounts')`,
  );
  const drawn = rows.flatMap((row) => {
    const given = chanceOf(row.values, row);
    return given && random() < given.chance ? [{ ...row, ...given, firstIsA: random() < 0.5 }] : [];
  });
  if (drawn.length === 0) return;
  const opened = new Set(
    await openCases(
      tx,
      drawn.map(({ itemId, lookQueue, severity, policyCode, reasons, reach }) => ({
        itemId,
        queueSlug: lookQueue,
        severity,
        policyCode,
        reasons: reasons.filter(({ kind }) => !TELLING.has(kind)),
        // How sure anybody was must not order what is judged afresh.
        confidence: 0,
        reach,
        reporterWeights: [],
      })),
      now,
    ),
  );
  const cases = await tx.case.findMany({
    where: { itemId: { in: [...opened] }, purpose: "quality", state: "open" },
    select: { id: true, itemId: true },
  });
  await tx.secondLook.createMany({
    data: drawn.flatMap(({ decisionId, itemId, firstById, chance, drawnBy, firstIsA }) => {
      const caseId = opened.has(itemId) && cases.find((one) => one.itemId === itemId)?.id;
      return caseId
        ? [{ decisionId, itemId, firstById, caseId, chance, drawnBy, firstIsA, createdAt: now }]
        : [];
    }),
  });
}

/** Reasons that tell of somebody's earlier judgement. */
const TELLING: ReadonlySet<Reason["kind"]> = new Set(["escalated", "reopened", "appeal"]);

/** Cancels the second look of a decision that is taken back, unless somebody has begun with it. */
export async function cancelSecondLook(tx: Tx, decisionId: string): Promise<void> {
  await tx.$executeRaw`
    WITH cancelled AS (
      UPDATE cases SET state = 'cancelled', closed_at = now(), claimed_by_id = NULL, claimed_at = NULL,
             claim_expires_at = NULL, version = version + 1
      FROM second_looks l
      WHERE l.decision_id = ${decisionId}::uuid AND l.state = 'open' AND cases.id = l.case_id AND cases.state = 'open'
        AND (cases.claim_expires_at IS NULL OR cases.claim_expires_at <= now())
      RETURNING l.id)
    UPDATE second_looks SET state = 'cancelled' FROM cancelled WHERE second_looks.id = cancelled.id`;
}
