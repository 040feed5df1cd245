import type { Tx } from "#lib/db/index.ts";

export type NewExposure = {
  userId: string;
  caseId: string;
  severity: number;
  /** Claim to decision. */
  handleSeconds: number;
  /** How often hidden text or pictures were uncovered. */
  reveals: number;
};

/**
 * Keeps what a person was exposed to, for their own care. The next case is claimed while another is still read, so
 * its time counts from the end of the one before: nobody looks at two at once.
 */
export async function recordExposure(tx: Tx, exposure: NewExposure, now: Date): Promise<void> {
  const { userId, caseId, severity, handleSeconds, reveals } = exposure;
  const last = await tx.exposure.findFirst({
    where: { userId },
    orderBy: { createdAt: "desc" },
    select: { createdAt: true },
  });
  const sinceLast = last ? (now.getTime() - last.createdAt.getTime()) / 1000 : handleSeconds;
  const seconds = Math.max(0, Math.min(handleSeconds, sinceLast));
  await tx.exposure.create({ data: { userId, caseId, severity, seconds, reveals, createdAt: now } });
}
