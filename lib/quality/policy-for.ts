import { db } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { currentPolicies, type PolicyInForce, retiredPolicyOfCase } from "#lib/policy/index.ts";
import type { Verdict } from "./schema.ts";

/**
 * The policy that an answer stands on: one in force, or the retired one that the case was opened for; null where it
 * leaves the item up. @throws DomainError invalid when it is neither, or does not allow the action
 */
export async function policyFor(caseNumber: number, verdict: Verdict): Promise<PolicyInForce | null> {
  const { action, policyCode } = verdict;
  if (action === "allow" || policyCode === null) return null;
  const policy =
    (await currentPolicies()).find(({ code }) => code === policyCode) ??
    (await retiredPolicyOfCase(db(), caseNumber, policyCode));
  if (!policy)
    throw new DomainError("invalid", "This policy is not in force any more.", {
      fields: [{ field: "policyCode", message: "not in force" }],
    });
  if (!policy.allowedActions.some((allowed) => allowed === action))
    throw new DomainError("invalid", `${policy.code} does not allow this action.`, {
      fields: [{ field: "action", message: `one of ${policy.allowedActions.join(", ")}` }],
    });
  return policy;
}
