import { z } from "zod";
import { db, type Tx } from "#lib/db/index.ts";
import { type RuleInForce, ruleInForceSchema } from "./rule.ts";
import { type PolicyInForce, policyInForceSchema } from "./schema.ts";

/** The newest published version of every policy that is not retired, in the order policies are shown. */
export async function policiesInForce(tx: Tx): Promise<PolicyInForce[]> {
  const policies = await tx.policy.findMany({
    where: { retiredAt: null },
    orderBy: [{ position: "asc" }, { code: "asc" }],
    include: { versions: { where: { publishedAt: { not: null } }, orderBy: { version: "desc" }, take: 1 } },
  });
  return policies.flatMap((policy) =>
    policy.versions.map((version) =>
      policyInForceSchema.parse({ ...version, policyVersionId: version.id, code: policy.code }),
    ),
  );
}

/**
 * The last version of a policy that was retired while this case named it: the case is decided under what it was
 * opened for. Null when the case names another policy, or this one was never published.
 */
export async function retiredPolicyOfCase(
  tx: Tx,
  caseNumber: number,
  code: string,
): Promise<PolicyInForce | null> {
  const named = await tx.case.count({ where: { number: caseNumber, policyCode: code } });
  const version =
    named > 0
      ? await tx.policyVersion.findFirst({
          where: { publishedAt: { not: null }, policy: { code, retiredAt: { not: null } } },
          orderBy: { version: "desc" },
        })
      : null;
  return version && policyInForceSchema.parse({ ...version, policyVersionId: version.id, code });
}

const askedSchema = z.array(ruleInForceSchema);

/** The versions that routing asks about every item: of each rule the live one, and the one in shadow. */
export async function rulesInForce(tx: Tx): Promise<RuleInForce[]> {
  return askedSchema.parse(
    await tx.$queryRaw`
      SELECT r.id::text, r.position, v.version, v.name, v.condition, v.actions, v.stop,
             v.version IS DISTINCT FROM r.live_version AS shadow
      FROM rules r JOIN rule_versions v ON v.rule_id = r.id AND v.version IN (r.live_version, r.shadow_version)
      ORDER BY r.position, r.id`,
  );
}

/** How long a process may show policies as they were, milliseconds. Deciding reads them afresh. */
const FRESH_MS = 2000;
let shown: { at: number; policies: Promise<PolicyInForce[]> } | null = null;

/** The policies in force, at most two seconds old: for pages, which are read far more often than policies change. */
export function currentPolicies(): Promise<PolicyInForce[]> {
  if (shown && Date.now() - shown.at < FRESH_MS) return shown.policies;
  const policies = policiesInForce(db());
  shown = { at: Date.now(), policies };
  policies.catch(() => {
    shown = null;
  });
  return policies;
}
