import type { Client } from "pg";
import { verifyAudit } from "#lib/audit/index.ts";
import { openDatabase } from "#lib/db/index.ts";
import type { Received } from "../support/receiver.ts";
import type { CrowdLog } from "./crowd-reviewers.ts";

/** What must count to 0, and what it would mean. */
const NONE_OF: [meaning: string, sql: string][] = [
  [
    "invariant 2: a case was decided twice",
    `SELECT count(*) FROM (SELECT case_id FROM decisions d WHERE source = 'person' AND reverses_id IS NULL
       AND NOT EXISTS (SELECT 1 FROM decisions r WHERE r.reverses_id = d.id) GROUP BY case_id HAVING count(*) > 1) twice`,
  ],
  [
    "invariant 2: a case is decided without a decision that stands, or open with one",
    `SELECT count(*) FROM cases c JOIN items i ON i.id = c.item_id WHERE i.external_id LIKE 'crowd-%'
       AND (c.state = 'decided') <> EXISTS (SELECT 1 FROM decisions d WHERE d.case_id = c.id AND d.reverses_id IS NULL
         AND NOT EXISTS (SELECT 1 FROM decisions r WHERE r.reverses_id = d.id))`,
  ],
  [
    "invariant 4: a decision has no audit entry",
    `SELECT count(*) FROM decisions d WHERE d.source = 'person' AND d.reverses_id IS NULL AND NOT EXISTS (
       SELECT 1 FROM audit_entries a WHERE a.subject = 'item:' || d.item_id AND a.action = 'decision.made' AND a.body LIKE '%' || d.id || '%')`,
  ],
  [
    // Cases left undecided have exposures too; those of decisions are known by their transaction.
    "invariant 4: a decision has not exactly one exposure in its own transaction",
    `SELECT count(*) FROM decisions d WHERE d.source = 'person' AND d.reverses_id IS NULL
       AND (SELECT count(*) FROM exposures e WHERE e.case_id = d.case_id AND e.user_id = d.actor_id AND e.xmin = d.xmin) <> 1`,
  ],
  [
    "invariant 4: a decision has no outbox row",
    `SELECT count(*) FROM decisions d WHERE d.source = 'person' AND d.reverses_id IS NULL
       AND NOT EXISTS (SELECT 1 FROM enforcements e WHERE e.decision_id = d.id)`,
  ],
  [
    "invariant 5: an enforcement is neither delivered nor cancelled",
    "SELECT count(*) FROM enforcements WHERE state NOT IN ('delivered', 'cancelled')",
  ],
  [
    "invariant 6: a decision was delivered before its time to undo was over",
    "SELECT count(*) FROM enforcements WHERE state = 'delivered' AND delivered_at < not_before",
  ],
  [
    "invariant 8: an item's state is not what its last decision says",
    `SELECT count(*) FROM items i JOIN cases c ON c.item_id = i.id WHERE i.external_id LIKE 'crowd-%' AND i.state::text <>
       CASE WHEN c.state = 'open' THEN 'in_review' ELSE (SELECT CASE d.action WHEN 'allow' THEN 'allowed' ELSE 'actioned' END
         FROM decisions d WHERE d.case_id = c.id ORDER BY d.created_at DESC, d.id DESC LIMIT 1) END`,
  ],
  [
    "a bulk decision's member and its decision do not agree",
    `SELECT count(*) FROM bulk_members m LEFT JOIN decisions d ON d.id = m.decision_id
     WHERE (m.state IN ('decided', 'taken_back', 'reversed', 'kept')) <> (d.id IS NOT NULL)
        OR (m.state IN ('taken_back', 'reversed')) <> EXISTS (SELECT 1 FROM decisions r WHERE r.reverses_id = m.decision_id)`,
  ],
  ["a bulk decision was left half done", "SELECT count(*) FROM bulk_members WHERE state = 'waiting'"],
  [
    "invariant 1: a hold is no live claim of an open case, or longer than was asked for",
    `SELECT count(*) FROM cases WHERE held_at IS NOT NULL AND (state <> 'open' OR claimed_by_id IS NULL
       OR claim_expires_at - held_at > interval '61 minutes')`,
  ],
  [
    "a closed case has left a draft",
    "SELECT count(*) FROM case_drafts d JOIN cases c ON c.number = d.case_number WHERE c.state <> 'open'",
  ],
  [
    "invariant 1: a claim has a holder without an end, or an end without a holder",
    "SELECT count(*) FROM cases WHERE (claimed_by_id IS NULL) <> (claim_expires_at IS NULL)",
  ],
];

/** @returns in words, what did not hold */
export async function checkInvariants(
  client: Client,
  databaseUrl: string,
  log: CrowdLog,
  received: Received[],
): Promise<string[]> {
  const violations: string[] = [];
  for (const [meaning, sql] of NONE_OF) {
    const { rows } = await client.query<{ count: string }>(sql);
    if (rows[0]?.count !== "0") violations.push(`${meaning} (${rows[0]?.count})`);
  }
  violations.push(...heldTwice(log), ...(await unlikeTheLog(client, log)), ...outOfOrder(log, received));
  for (const wrong of new Set(log.wrong))
    violations.push(`${wrong} (${log.wrong.filter((one) => one === wrong).length} times)`);
  const database = openDatabase(databaseUrl, 1);
  try {
    if (!(await verifyAudit(database)).intact) violations.push("invariant 13: the audit chain is broken");
  } finally {
    await database.$disconnect();
  }
  return violations;
}

/** Invariant 1: every write raises the version, so no version of a case is ever in two people's hands. */
function heldTwice(log: CrowdLog): string[] {
  const holders = new Map<string, string>();
  const violations: string[] = [];
  for (const { key, userId } of log.given) {
    const other = holders.get(key);
    if (other !== undefined && other !== userId)
      violations.push(`invariant 1: case and version ${key} were given to two people`);
    holders.set(key, userId);
  }
  return violations;
}

/** What browsers were told is what stands in the tables: nothing lost, nothing done twice. */
async function unlikeTheLog(client: Client, log: CrowdLog): Promise<string[]> {
  const { rows } = await client.query<{ id: string; actor: string }>(
    `SELECT d.id, d.actor_id AS actor FROM decisions d JOIN items i ON i.id = d.item_id
     JOIN users u ON u.id = d.actor_id
     WHERE u.email LIKE 'crowd-%' AND d.source = 'person' AND d.reverses_id IS NULL`,
  );
  const stored = new Map(rows.map((row) => [row.id, row.actor]));
  const violations: string[] = [];
  if (stored.size !== log.decided.length)
    violations.push(`${log.decided.length} decisions were answered, ${stored.size} are stored`);
  if (log.decided.some(({ decisionId, userId }) => stored.get(decisionId) !== userId))
    violations.push("a decision is missing, or stands under another name");
  const { rows: reversals } = await client.query<{ id: string }>(
    `SELECT reverses_id AS id FROM decisions d JOIN users u ON u.id = d.actor_id
     WHERE u.email LIKE 'crowd-%' AND reverses_id IS NOT NULL`,
  );
  if (reversals.length !== log.undone.length)
    violations.push(`${log.undone.length} were taken back, ${reversals.length} reversals are stored`);
  return violations;
}

/** Invariants 5 and 6 at the platform's end: in order per item, and of a cancelled decision no word. */
function outOfOrder(log: CrowdLog, received: Received[]): string[] {
  const violations: string[] = [];
  const first = new Map<string, number>();
  for (const [at, { body }] of received.entries()) {
    const id = body.data?.decision?.id;
    if (id && !first.has(id)) first.set(id, at);
    const reversed = body.data?.decision?.reverses;
    if (reversed && !first.has(reversed))
      violations.push("invariant 5: a reversal arrived before its decision");
  }
  for (const { decisionId, outcome } of log.undone) {
    if (outcome === "cancelled" && first.has(decisionId))
      violations.push("invariant 6: the platform heard of a decision that was taken back in time");
    if (outcome === "reversed" && !first.has(decisionId))
      violations.push("invariant 6: a reversal followed a decision that was never delivered");
  }
  const expected = log.decided.length - log.undone.filter(({ outcome }) => outcome === "cancelled").length;
  const heard = log.decided.filter(({ decisionId }) => first.has(decisionId)).length;
  if (heard !== expected)
    violations.push(`invariant 5: ${expected} decisions should have arrived, ${heard} did`);
  return violations;
}
