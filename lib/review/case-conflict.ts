import type { Tx } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";

const TOOK_PART = {
  appeal: "You took part in the decision that this appeal contests.",
  look: "You judged this item before; somebody else looks at it now.",
} as const;

/**
 * Why a conditional write on a case wrote nothing, in words for the person who wanted it: it does not
 * exist, somebody decided it, they may not have it, somebody else holds it, the claim ran out, or it changed.
 */
export async function caseConflict(tx: Tx, caseNumber: number, userId: string): Promise<DomainError> {
  const found = await tx.case.findUnique({
    where: { number: caseNumber },
    include: {
      claimedBy: true,
      exclusions: { where: { userId } },
      decisions: { orderBy: { createdAt: "desc" }, take: 1, include: { actor: true } },
    },
  });
  if (!found) return new DomainError("not_found", "There is no such case.");
  const decision = found.decisions[0];
  if (found.state !== "open" && found.purpose === "quality" && !decision)
    return new DomainError("conflict", "This second look is answered, or not needed any more.", {
      extra: { reason: "answered" },
    });
  if (found.state !== "open") {
    const decidedBy = decision?.actor?.name ?? "automation";
    return new DomainError("conflict", `${decidedBy} decided this case meanwhile.`, {
      extra: {
        reason: "decided",
        decidedBy,
        action: decision?.action,
        decidedAt: decision?.createdAt.toISOString(),
      },
    });
  }
  if (found.exclusions.length > 0)
    return new DomainError("forbidden", TOOK_PART[found.purpose === "quality" ? "look" : "appeal"], {
      extra: { reason: "took_part" },
    });
  const live = found.claimExpiresAt !== null && found.claimExpiresAt > new Date();
  if (live && found.heldAt && found.claimedById === userId)
    return new DomainError("conflict", "You have this case on hold; resume it first.", {
      extra: { reason: "held", version: found.version },
    });
  if (found.claimedBy && live)
    return new DomainError(
      "conflict",
      `${found.claimedBy.name} holds this case now, or it changed since you saw it.`,
      {
        extra: {
          reason: "claimed",
          claimedBy: found.claimedBy.name,
          claimedById: found.claimedBy.id,
          version: found.version,
        },
      },
    );
  return new DomainError("conflict", "Your claim on this case has run out.", {
    extra: { reason: "lapsed", version: found.version },
  });
}
