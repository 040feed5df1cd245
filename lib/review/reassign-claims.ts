import type { Viewer } from "#lib/auth/index.ts";
import type { Tx } from "#lib/db/index.ts";
import { mayTake } from "./case-scope.ts";
import { changeClaim } from "./claim-store.ts";

/** Numbers of cases, by what became of them. */
export interface Reassigned {
  reassigned: number[];
  released: number[];
}

/**
 * Takes what somebody holds out of their hands: each case goes to the colleague if they may have it, else back to its
 * queue. Notes stay with who wrote them.
 * @param to null gives all back
 * @param keeps the holder, when they keep what they may still decide
 * @param holdsToo false leaves what is on hold where it is: whoever goes home has said that they will come back to it
 */
export async function reassignClaims(
  tx: Tx,
  fromUserId: string,
  to: Viewer | null,
  keeps: Viewer | null,
  holdsToo = true,
): Promise<Reassigned> {
  const moved: Reassigned = { reassigned: [], released: [] };
  const held = await tx.case.findMany({
    where: {
      claimedById: fromUserId,
      state: "open",
      claimExpiresAt: { gt: new Date() },
      ...(holdsToo ? {} : { heldAt: null }),
    },
    select: { number: true, version: true },
    orderBy: { number: "asc" },
  });
  for (const { number, version } of held) {
    if (keeps && (await mayTake(tx, keeps, number))) continue;
    const given =
      to !== null &&
      (await mayTake(tx, to, number)) &&
      (await changeClaim(tx, number, version, fromUserId, to.userId));
    if (given) moved.reassigned.push(number);
    else if (await changeClaim(tx, number, version, fromUserId, null)) moved.released.push(number);
  }
  return moved;
}
