import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { currentPolicies, retiredPolicyOfCase } from "#lib/policy/index.ts";
import { assertCaseInScope, isBlind } from "#lib/review/index.ts";
import { listStrikes, recommendFor } from "#lib/strikes/index.ts";
import { automationRisk } from "./automation-risk.ts";
import type { CaseContext } from "./schema.ts";
import { authorOfCase, notesOf } from "./store.ts";

/**
 * What the team knows of the author of a case: notes, strikes that count, how appeals went, and what the ladder of
 * strikes recommends under each policy. A blind case and a second look are told nothing. Apart from the case itself, so that a claim
 * does not wait for it.
 * @param unseen leaves out the strikes that the item itself brought: what was decided on it is to be guessed anew
 * @throws DomainError not_found
 */
export async function readContext(
  viewer: Viewer,
  caseNumber: number,
  { unseen = false, now = new Date() } = {},
): Promise<CaseContext> {
  assertCan(viewer, "cases:read");
  await assertCaseInScope(db(), viewer, "cases:read", caseNumber);
  const author = await authorOfCase(db(), caseNumber);
  if (!author) throw new DomainError("not_found", "There is no such case.");
  const { accountId, externalId, facts, overturned, openAppeals, purpose, policyCode } = author;
  if (isBlind(purpose) || accountId === null || externalId === null)
    return { account: null, recommendations: [] };
  const [notes, every, current, retired] = await Promise.all([
    notesOf(db(), accountId),
    listStrikes(db(), accountId),
    currentPolicies(),
    policyCode === null ? null : retiredPolicyOfCase(db(), caseNumber, policyCode),
  ]);
  const strikes = unseen ? every.filter(({ itemExternalId }) => itemExternalId !== author.item) : every;
  const policies =
    retired && current.every(({ code }) => code !== retired.code) ? [...current, retired] : current;
  return {
    account: {
      externalId,
      automationRisk: automationRisk(facts ?? {}),
      overturned,
      openAppeals,
      notes,
      strikes: strikes.filter(
        ({ takenBackAt, expiresAt }) => takenBackAt === null && new Date(expiresAt) > now,
      ),
    },
    recommendations: await recommendFor(db(), strikes, policies, now),
  };
}
