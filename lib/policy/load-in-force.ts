import { db, type Tx } from "#lib/db/index.ts";
import { type RuleInForce, ruleInForceSchema } from "./rule.ts";
import { type PolicyInForce, policyInForceSchema } from "./schema.ts";

/** The newest published version of every policy, in the order policies are shown. */
export async function policiesInForce(tx: Tx): Promise<PolicyInForce[]> {
  const policies = await tx.policy.findMany({
    orderBy: [{ position: "asc" }, { code: "asc" }],
    include: { versions: { where: { publishedAt: { not: null } }, orderBy: { version: "desc" }, take: 1 } },
  });
  return policies.flatMap((policy) =>
    policy.versions.map((version) =>
      policyInForceSchema.parse({ ...version, policyVersionId: version.id, code: policy.code }),
    ),
  );
}

/** Enabled rules, in the order in which they are asked. */
export async function rulesInForce(tx: Tx): Promise<RuleInForce[]> {
  const rules = await tx.rule.findMany({ where: { enabled: true }, orderBy: { position: "asc" } });
  return rules.map((rule) => ruleInForceSchema.parse(rule));
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
