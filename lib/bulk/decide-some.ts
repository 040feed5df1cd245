import { z } from "zod";
import { appendAudit } from "#lib/audit/index.ts";
import { can, readColleague, type Viewer } from "#lib/auth/index.ts";
import { inTransaction, type Tx } from "#lib/db/index.ts";
import { env } from "#lib/env.ts";
import { actionSchema, policyInForceSchema } from "#lib/policy/index.ts";
import { creditReporters, recordDecisions } from "#lib/review/index.ts";
import { openCasesOf, takeAndClose } from "./case-store.ts";
import { type Member, type MemberChange, moveMembers, nextMembers } from "./member-store.ts";
import { refusalOf } from "./refusal.ts";

/** Cases decided in one transaction: few enough that reviewers who touch the same rows wait for no time at all. */
const CHUNK = 20;

/**
 * Decides the next members. Each gets a decision, an exposure, an audit entry and outbox rows of its own, all in this
 * transaction or none (invariant 4). The last ones end the action.
 */
export async function decideSome(bulkId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const bulk = await lockRunning(tx, bulkId, now);
    if (!bulk) return;
    const members = await nextMembers(tx, bulkId, "waiting", CHUNK);
    if (members.length === 0) {
      await tx.bulkAction.update({ where: { id: bulkId }, data: { state: "done", finishedAt: now } });
      return;
    }
    const maker = await readColleague(tx, bulk.createdById);
    if (!maker || !can(maker, "bulk:decide")) {
      // A right that was taken away meanwhile ends what it began; what is decided stays decided.
      await moveMembers(
        tx,
        bulkId,
        "waiting",
        members.map(({ itemId }) => ({ itemId, state: "skipped", reason: "not_allowed" })),
      );
      return;
    }
    await decide(tx, bulkId, bulk, maker, members, now);
  });
}

const bulkSchema = z.array(
  z.object({
    number: z.number(),
    createdById: z.string(),
    action: actionSchema,
    policyVersionId: z.string().nullable(),
    rationale: z.string(),
    secondsEach: z.number(),
    silentUntil: z.date(),
  }),
);
type Bulk = z.infer<typeof bulkSchema>[number];

/**
 * Holds the action while it works: a second worker waits, and so does who takes it back. An action that stood still
 * gets its time to be taken back anew.
 */
async function lockRunning(tx: Tx, bulkId: string, now: Date): Promise<Bulk | undefined> {
  const earliest = new Date(now.getTime() + env().UNDO_SECONDS * 1000);
  const rows = await tx.$queryRaw`
    UPDATE bulk_actions SET silent_until = greatest(silent_until, ${earliest}::timestamptz)
    WHERE id = ${bulkId}::uuid AND state = 'running'
    RETURNING number, created_by_id AS "createdById", action, policy_version_id AS "policyVersionId", rationale,
              seconds_each AS "secondsEach", silent_until AS "silentUntil"`;
  return bulkSchema.parse(rows)[0];
}

async function decide(
  tx: Tx,
  bulkId: string,
  bulk: Bulk,
  maker: Viewer,
  members: Member[],
  now: Date,
): Promise<void> {
  const { userId } = maker;
  const open = await openCasesOf(
    tx,
    members.map(({ itemId }) => itemId),
    maker,
  );
  const skipped: MemberChange[] = [];
  const wanted: { id: string; version: number; itemId: string }[] = [];
  for (const { itemId, caseId, caseVersion } of members) {
    const found = open.get(itemId) ?? null;
    // Gone since it was seen: somebody decided it, or another case took its place.
    const reason = caseId !== null && found?.id !== caseId ? "changed" : refusalOf(found, caseVersion);
    if (reason) skipped.push({ itemId, state: "skipped", reason });
    else if (found) wanted.push({ id: found.id, version: found.version, itemId });
  }
  const closed = await takeAndClose(tx, wanted, userId);
  const mine = new Set(closed.map(({ id }) => id));
  for (const { id, itemId } of wanted)
    if (!mine.has(id)) skipped.push({ itemId, state: "skipped", reason: "claimed" });
  const decided = await record(tx, bulk, closed, now);
  await moveMembers(tx, bulkId, "waiting", [...skipped, ...decided]);
  await appendAudit(
    tx,
    decided.map(({ itemId, decisionId }) => ({
      actor: `user:${userId}`,
      action: "decision.made",
      subject: `item:${itemId}`,
      data: { decisionId, action: bulk.action, policyVersionId: bulk.policyVersionId, bulk: bulk.number },
    })),
  );
}

type Closed = Awaited<ReturnType<typeof takeAndClose>>;

async function record(
  tx: Tx,
  bulk: Bulk,
  closed: Closed,
  now: Date,
): Promise<(MemberChange & { decisionId: string })[]> {
  if (closed.length === 0) return [];
  const itemIds = closed.map(({ itemId }) => itemId);
  const itemState = bulk.action === "allow" ? "allowed" : "actioned";
  await tx.item.updateMany({ where: { id: { in: itemIds } }, data: { state: itemState, stateAt: now } });
  const items = new Map((await loadItems(tx, itemIds)).map((item) => [item.id, item]));
  const policy = await policyOf(tx, bulk.policyVersionId);
  const ids = await recordDecisions(
    tx,
    closed.flatMap(({ id, itemId }) => {
      const item = items.get(itemId);
      if (!item) throw new Error(`case ${id} is about no item`);
      return [
        {
          item,
          caseId: id,
          policy,
          action: bulk.action,
          source: "person" as const,
          actorId: bulk.createdById,
          rationale: bulk.rationale,
          inForce: {
            thresholds: policy?.thresholds ?? null,
            models: item.signalSets.map((set) => `${set.source}/${set.version}`),
          },
          reversesId: null,
          // Nobody held the case: a time from claim to decision would be made up.
          handleSeconds: null,
          notBefore: bulk.silentUntil,
          tellPlatform: true,
          itemState: itemState as "allowed" | "actioned",
        },
      ];
    }),
    now,
  );
  await lockReporters(tx, itemIds);
  for (const itemId of itemIds) await creditReporters(tx, itemId, bulk.action !== "allow", 1);
  await tx.exposure.createMany({
    data: closed.map(({ id, severity }) => ({
      userId: bulk.createdById,
      caseId: id,
      severity,
      seconds: bulk.secondsEach,
      createdAt: now,
    })),
  });
  return closed.map(({ itemId }, index) => ({ itemId, state: "decided", decisionId: ids[index] ?? "" }));
}

function loadItems(tx: Tx, ids: string[]) {
  return tx.item.findMany({
    where: { id: { in: ids } },
    select: {
      id: true,
      externalId: true,
      revision: true,
      signalSets: { select: { source: true, version: true } },
    },
  });
}

async function policyOf(tx: Tx, id: string | null) {
  if (id === null) return null;
  const version = await tx.policyVersion.findUniqueOrThrow({ where: { id }, include: { policy: true } });
  return policyInForceSchema.parse({ ...version, policyVersionId: id, code: version.policy.code });
}

/** In one order for all, so that two who credit the same reporters wait for each other and never in a circle. */
async function lockReporters(tx: Tx, itemIds: string[]): Promise<void> {
  await tx.$queryRaw`
    SELECT id FROM reporters WHERE id IN (SELECT reporter_id FROM reports WHERE item_id = ANY (${itemIds}::uuid[]))
    ORDER BY id FOR UPDATE`;
}
