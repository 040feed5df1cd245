import { assertCan, can, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { type Action, type PolicyInForce, policiesInForce } from "#lib/policy/index.ts";
import { isOneByOne } from "./refusal.ts";
import type { BulkRequest } from "./schema.ts";

/**
 * The policy that an action for many stands on, as it is in force; null where it allows.
 * @throws DomainError forbidden, invalid when it is not in force, does not allow the action, or is for one case at a time
 */
export async function findPolicy(
  viewer: Viewer,
  { policyCode, action }: Pick<BulkRequest, "policyCode" | "action">,
): Promise<PolicyInForce | null> {
  if (policyCode === null) return null;
  assertCan(viewer, "bulk:decide", { policy: policyCode });
  const policy = (await policiesInForce(db())).find(({ code }) => code === policyCode);
  if (!policy)
    throw new DomainError("invalid", "This policy is not in force any more.", {
      fields: [{ field: "policyCode", message: "not in force" }],
    });
  if (action !== "allow" && !policy.allowedActions.includes(action))
    throw new DomainError("invalid", `${policy.code} does not allow this action.`, {
      fields: [{ field: "action", message: `one of ${policy.allowedActions.join(", ")}` }],
    });
  const { oneByOne } = await db().policyVersion.findUniqueOrThrow({
    where: { id: policy.policyVersionId },
    select: { oneByOne: true },
  });
  if (isOneByOne(policy.severity, oneByOne))
    throw new DomainError("invalid", `Decisions under ${policy.code} are made one by one.`, {
      fields: [{ field: "policyCode", message: "one by one" }],
      extra: { reason: "one_by_one" },
    });
  return policy;
}

/** The policies in force as the grid offers them: which actions each allows, and which are for one case at a time. */
export async function bulkPolicies(
  viewer: Viewer,
): Promise<
  { code: string; title: { en: string; fa: string }; allowedActions: Action[]; oneByOne: boolean }[]
> {
  const policies = (await policiesInForce(db())).filter(({ code }) =>
    can(viewer, "bulk:decide", { policy: code }),
  );
  const said = await db().policyVersion.findMany({
    where: { id: { in: policies.map(({ policyVersionId }) => policyVersionId) } },
    select: { id: true, oneByOne: true },
  });
  const byId = new Map(said.map(({ id, oneByOne }) => [id, oneByOne]));
  return policies.map(({ policyVersionId, code, title, translations, severity, allowedActions }) => ({
    code,
    title: { en: title, fa: translations.fa?.title ?? title },
    allowedActions,
    oneByOne: isOneByOne(severity, byId.get(policyVersionId) ?? null),
  }));
}
