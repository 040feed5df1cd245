import { type AuditEvent, appendAudit } from "#lib/audit/index.ts";
import { inTransaction, type Tx } from "#lib/db/index.ts";
import { publish } from "#lib/live/index.ts";
import { type EscalatedCase, type Finding, findTrouble } from "./alarm.ts";
import { moveFreeCase } from "./move-case.ts";
import { type Means, planWith, readMeans } from "./plan-escalation.ts";
import { escalatedCases } from "./store.ts";
import { TIER } from "./tier.ts";

/** Under which the console caches what is said on every page. */
export const NOTICES_AREA = "escalation-notices";

/** Numbers kept with an alarm: enough to begin with, and a banner's width. */
const NUMBERS_KEPT = 20;

/**
 * Looks at every escalation that is open: takes on those that found nobody and now would, raises an alarm for each
 * cause that holds and has none yet, and closes those whose cause is gone. Any number of processes may look at once.
 * @returns how many alarms were raised and closed
 */
export async function watchEscalations(now = new Date()): Promise<{ raised: number; closed: number }> {
  return inTransaction(async (tx) => {
    // Two that look at the same moment would both raise what neither sees.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('escalation_alarms'))`;
    const means = await readMeans(tx);
    const delivered = await deliverStranded(tx, means, await escalatedCases(tx), now);
    const findings = findTrouble(await escalatedCases(tx), means.people, means.awayMinutes, now);
    const { raised, closed, changed } = await keepAlarms(tx, findings, now);
    const events = [...delivered, ...raised, ...closed];
    if (events.length > 0 || changed > 0) await publish(tx, { topic: "area", area: NOTICES_AREA });
    if (events.length > 0) await appendAudit(tx, events);
    return { raised: raised.length, closed: closed.length };
  });
}

/** What waits at the top of the wrong queue goes on, once there is somebody. */
async function deliverStranded(
  tx: Tx,
  means: Means,
  cases: readonly EscalatedCase[],
  now: Date,
): Promise<AuditEvent[]> {
  const events: AuditEvent[] = [];
  for (const one of cases) {
    if (one.claimed || (one.tier !== TIER.stranded && one.delivered)) continue;
    const emergency = one.tier === TIER.emergency;
    const { queue, ...plan } = planWith(means, { policyCode: one.policyCode, emergency }, now);
    if (!queue || !(await moveFreeCase(tx, one.number, { ...plan, queue }, emergency))) continue;
    events.push({
      actor: "system",
      action: "case.escalation_delivered",
      subject: `case:${one.number}`,
      data: { queue: queue.slug },
    });
  }
  return events;
}

/** Brings the open alarms in line with what was found. */
async function keepAlarms(tx: Tx, findings: readonly Finding[], now: Date) {
  const open = await tx.escalationAlarm.findMany({ where: { closedAt: null } });
  const raised: AuditEvent[] = [];
  let changed = 0;
  for (const { cause, queueId, caseNumbers } of findings) {
    const standing = open.find((alarm) => alarm.cause === cause && alarm.queueId === queueId);
    const shown = { caseNumbers: caseNumbers.slice(0, NUMBERS_KEPT), caseCount: caseNumbers.length };
    if (!standing) {
      const { id } = await tx.escalationAlarm.create({ data: { cause, queueId, ...shown, openedAt: now } });
      raised.push(event(id, "escalation_alarm.raised", { cause, queueId, ...shown }));
    } else if (
      standing.caseCount !== shown.caseCount ||
      String(standing.caseNumbers) !== String(shown.caseNumbers)
    ) {
      await tx.escalationAlarm.update({ where: { id: standing.id }, data: shown });
      changed += 1;
    }
  }
  const gone = open.filter(
    (alarm) => !findings.some(({ cause, queueId }) => cause === alarm.cause && queueId === alarm.queueId),
  );
  await tx.escalationAlarm.updateMany({
    where: { id: { in: gone.map(({ id }) => id) }, closedAt: null },
    data: { closedAt: now },
  });
  const closed = gone.map(({ id, cause, queueId }) =>
    event(id, "escalation_alarm.closed", { cause, queueId }),
  );
  return { raised, closed, changed };
}

const event = (id: string, action: string, data: AuditEvent["data"]): AuditEvent => ({
  actor: "system",
  action,
  subject: `escalation_alarm:${id}`,
  data,
});
