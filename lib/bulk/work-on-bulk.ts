import { db, inTransaction } from "#lib/db/index.ts";
import { workOnBulk as job, sendJobs } from "#lib/jobs/index.ts";
import { decideSome } from "./decide-some.ts";
import { takeSomeBack } from "./take-some-back.ts";

/**
 * Brings an action to its end, some cases in each transaction: decides what waits, or takes back what was decided.
 * Killed anywhere, it goes on where the last transaction ended; two that work on one action take turns.
 */
export async function workOnBulk(bulkId: string, clock: () => Date = () => new Date()): Promise<void> {
  for (;;) {
    const bulk = await db().bulkAction.findUnique({ where: { id: bulkId }, select: { state: true } });
    if (bulk?.state === "running") await decideSome(bulkId, clock());
    else if (bulk?.state === "undoing") await takeSomeBack(bulkId, clock());
    else return;
  }
}

/** Sends a job for every action that has not ended: a job may be lost with the server it ran on, its action may not. */
export async function resumeBulks(): Promise<void> {
  await inTransaction(async (tx) => {
    const open = await tx.bulkAction.findMany({
      where: { state: { in: ["running", "undoing"] } },
      select: { id: true },
    });
    await sendJobs(
      tx,
      job,
      open.map(({ id }) => ({ bulkId: id })),
    );
  });
}
