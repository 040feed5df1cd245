import { appendAudit } from "#lib/audit/index.ts";
import { db, inTransaction } from "#lib/db/index.ts";
import { rateOf } from "./list-rules.ts";
import { countHits } from "./store.ts";

/**
 * Compares the rate of every live rule with what it was, and says so in the audit log when one begins or ceases to
 * be out of its ways. Any number of workers may ask: each change is told once.
 * @returns how many rules are out of their ways now
 */
export async function watchRates(now = new Date()): Promise<number> {
  const counts = (await countHits(db(), now)).filter(({ shadow }) => !shadow);
  let alarms = 0;
  for (const one of counts) {
    const { recent, before, p, alarm } = rateOf(one, counts.length);
    if (alarm) alarms += 1;
    await inTransaction(async (tx) => {
      const { count } = await tx.rule.updateMany({
        where: { id: one.ruleId, alarmSince: alarm ? null : { not: null } },
        data: { alarmSince: alarm ? now : null },
      });
      if (count === 0) return;
      await appendAudit(tx, [
        {
          actor: "system",
          action: alarm ? "rule.rate_jumped" : "rule.rate_settled",
          subject: `rule:${one.ruleId}`,
          data: { recent, before, p },
        },
      ]);
    });
  }
  return alarms;
}
