import { z } from "zod";
import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { inTransaction, type Tx } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { changeOpenVersion, loadPolicy, openVersion } from "./draft-store.ts";
import type { publishPolicySchema, retirePolicySchema } from "./policy-content.ts";

/**
 * Puts the version in review in force. Four eyes: nobody who wrote in it publishes it, whatever their role, unless
 * nobody else is there who could; then the audit entry says that it was published alone.
 * @throws DomainError conflict when it changed since it was read, forbidden to its authors
 */
export async function publishPolicy(
  viewer: Viewer,
  code: string,
  { revision }: z.output<typeof publishPolicySchema>,
  now = new Date(),
): Promise<{ version: number }> {
  assertCan(viewer, "policies:publish", { policy: code });
  return inTransaction(async (tx) => {
    const { retiredAt } = await loadPolicy(tx, code);
    if (retiredAt) throw new DomainError("conflict", "This policy is retired. Bring it back first.");
    const authorIds = (await openVersion(tx, code))?.authorIds ?? [];
    const alone = authorIds.includes(viewer.userId);
    if (alone && (await otherPublishers(tx, code, authorIds)) > 0)
      throw new DomainError("forbidden", "You wrote in this version: somebody else publishes it.", {
        extra: { reason: "four_eyes" },
      });
    const { version } = await changeOpenVersion(
      tx,
      code,
      { revision, state: "in_review" },
      { publishedAt: now, publishedById: viewer.userId },
    );
    await appendAudit(tx, [
      {
        actor: `user:${viewer.userId}`,
        action: "policy.published",
        subject: `policy:${code}`,
        data: { version, ...(alone && { alone }) },
      },
    ]);
    return { version };
  });
}

/** How many active people could publish what these people wrote under this policy. */
export async function otherPublishers(tx: Tx, code: string, authorIds: readonly string[]): Promise<number> {
  const [{ n } = { n: 0 }] = await tx.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM users u
    WHERE u.active AND u.id <> ALL (${[...authorIds]}::uuid[]) AND EXISTS (
      SELECT 1 FROM roles r LEFT JOIN role_limits l ON l.user_id = u.id AND l.role_id = r.id
      WHERE r.id = ANY (u.roles) AND 'policies:publish' = ANY (r.permissions)
        AND (l.policies IS NULL OR l.policies = '{}' OR ${code} = ANY (l.policies)))`;
  return n;
}

const namesSchema = z.array(z.object({ name: z.string() }));

/**
 * Retires a policy, or brings it back. Cases that name it are decided under its last version.
 * @throws DomainError conflict while a rule acts under it: that rule would otherwise go silent
 */
export async function retirePolicy(
  viewer: Viewer,
  code: string,
  { retired, reason }: z.output<typeof retirePolicySchema>,
  now = new Date(),
): Promise<void> {
  assertCan(viewer, "policies:publish", { policy: code });
  await inTransaction(async (tx) => {
    await loadPolicy(tx, code);
    const acting = retired ? await rulesActingUnder(tx, code) : [];
    if (acting.length > 0)
      throw new DomainError("conflict", `Rules act under it: ${acting.join(", ")}. Turn them off first.`, {
        extra: { reason: "rules", rules: acting },
      });
    const { count } = await tx.policy.updateMany({
      where: { code, retiredAt: retired ? null : { not: null } },
      data: { retiredAt: retired ? now : null },
    });
    if (count !== 1)
      throw new DomainError("conflict", retired ? "It is retired already." : "It is not retired.");
    await appendAudit(tx, [
      {
        actor: `user:${viewer.userId}`,
        action: retired ? "policy.retired" : "policy.brought_back",
        subject: `policy:${code}`,
        data: { reason },
      },
    ]);
  });
}

async function rulesActingUnder(tx: Tx, code: string): Promise<string[]> {
  const rows = await tx.$queryRaw`
    SELECT v.name FROM rules r JOIN rule_versions v ON v.rule_id = r.id AND v.version = r.live_version
    WHERE v.actions @> ${JSON.stringify([{ kind: "act", policyCode: code }])}::jsonb ORDER BY v.name`;
  return namesSchema.parse(rows).map(({ name }) => name);
}
