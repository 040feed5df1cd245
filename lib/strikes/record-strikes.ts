import type { Tx } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { strikeEnd } from "./ladder.ts";
import { ladderFor, newestLadders } from "./store.ts";

/** A strike that a decision gives the author of its item. */
export interface NewStrike {
  decisionId: string;
  itemId: string;
  policyCode: string;
  severity: number;
}

/** A strike as it was given. */
export interface GivenStrike {
  policyCode: string;
  expiresAt: Date;
}

/**
 * Gives the strikes of decisions, in the decisions' own transaction.
 * @returns the strikes by decision id
 * @throws DomainError invalid where an item has no author
 */
export async function giveStrikes(
  tx: Tx,
  strikes: readonly NewStrike[],
  now: Date,
): Promise<Map<string, GivenStrike>> {
  if (strikes.length === 0) return new Map();
  const ladders = await newestLadders(tx);
  const items = await tx.item.findMany({
    where: { id: { in: strikes.map(({ itemId }) => itemId) } },
    select: { id: true, accountId: true },
  });
  const accounts = new Map(items.map(({ id, accountId }) => [id, accountId]));
  const rows = strikes.map(({ decisionId, itemId, policyCode, severity }) => {
    const accountId = accounts.get(itemId);
    if (!accountId)
      throw new DomainError("invalid", "There is no author to give a strike to.", {
        fields: [{ field: "strike", message: "the item has no author" }],
      });
    const expiresAt = strikeEnd(ladderFor(ladders, policyCode), severity, now);
    return { accountId, decisionId, policyCode, createdAt: now, expiresAt };
  });
  await tx.strike.createMany({ data: rows });
  return new Map(
    rows.map(({ decisionId, policyCode, expiresAt }) => [decisionId, { policyCode, expiresAt }]),
  );
}

/** Takes the strikes of reversed decisions back: a new row each, that points at the old one. */
export async function takeStrikesBack(
  tx: Tx,
  reversals: readonly { decisionId: string; reversesId: string }[],
  now: Date,
): Promise<void> {
  if (reversals.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO strikes (id, account_id, decision_id, policy_code, created_at, takes_back_id)
    SELECT gen_random_uuid(), s.account_id, x."decisionId", s.policy_code, ${now}, s.id
    FROM jsonb_to_recordset(${JSON.stringify(reversals)}::jsonb) AS x("decisionId" uuid, "reversesId" uuid)
    JOIN strikes s ON s.decision_id = x."reversesId" AND s.takes_back_id IS NULL`;
}
