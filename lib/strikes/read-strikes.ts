import type { Tx } from "#lib/db/index.ts";
import type { PolicyInForce } from "#lib/policy/index.ts";
import { type Recommendation, recommend } from "./ladder.ts";
import type { StrikeView } from "./schema.ts";
import { ladderFor, newestLadders, strikesOf } from "./store.ts";

/** An account's strikes, the newest first, with those that count no more. */
export async function listStrikes(tx: Tx, accountId: string): Promise<StrikeView[]> {
  return (await strikesOf(tx, accountId)).map(({ givenAt, expiresAt, takenBackAt, ...strike }) => ({
    ...strike,
    givenAt: givenAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    takenBackAt: takenBackAt?.toISOString() ?? null,
  }));
}

/** What the ladders in force say of one more strike, under each policy. */
export async function recommendFor(
  tx: Tx,
  strikes: readonly StrikeView[],
  policies: readonly PolicyInForce[],
  now: Date,
): Promise<Recommendation[]> {
  const ladders = await newestLadders(tx);
  const counted = strikes.map(({ policyCode, expiresAt, takenBackAt }) => ({
    policyCode,
    expiresAt: new Date(expiresAt),
    takenBack: takenBackAt !== null,
  }));
  return policies.map((policy) => recommend(counted, policy, ladderFor(ladders, policy.code), now));
}
