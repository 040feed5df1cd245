import { z } from "zod";
import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { inTransaction, Prisma, type Tx } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { ruleContentSchema } from "#lib/policy/index.ts";
import { checkRule } from "./check-rule.ts";
import type { moveRuleSchema, orderRulesSchema, saveRuleSchema } from "./schema.ts";
import { changeRule, loadRule, readNames } from "./store.ts";

type Saved = { id: string; version: number; revision: number };

/**
 * Keeps a new version of a rule, or a new rule with its first. Nothing changes for items until it is published.
 * @param id null for a rule that is new
 * @throws DomainError conflict when it changed since it was read, invalid when the name is taken
 */
export async function saveRule(
  viewer: Viewer,
  id: string | null,
  { revision, note, content }: z.output<typeof saveRuleSchema>,
): Promise<Saved> {
  assertCan(viewer, "rules:edit");
  const { condition, ...words } = content;
  const row = { ...words, condition: condition as Prisma.InputJsonValue, note, authorId: viewer.userId };
  try {
    return await inTransaction(async (tx) => {
      if (id === null) {
        const last = await tx.rule.findFirst({ orderBy: { position: "desc" } });
        const rule = await tx.rule.create({
          data: {
            name: content.name,
            position: (last?.position ?? -1) + 1,
            versions: { create: { ...row, version: 1 } },
          },
        });
        await audit(tx, viewer, "rule.created", rule.id, { version: 1, note });
        return { id: rule.id, version: 1, revision: 1 };
      }
      await changeRule(tx, id, revision, { name: content.name });
      const { versions } = await loadRule(tx, id);
      const version = (versions[0]?.version ?? 0) + 1;
      await tx.ruleVersion.create({ data: { ...row, ruleId: id, version } });
      await audit(tx, viewer, "rule.saved", id, { version, note });
      return { id, version, revision: revision + 1 };
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")
      throw new DomainError("invalid", "Another rule has this name.", {
        fields: [{ field: "content.name", message: "taken" }],
      });
    throw error;
  }
}

/**
 * Puts a version live or in shadow, or turns the rule off. Going live with an earlier version is the roll-back.
 * @throws DomainError conflict when it changed since it was read, invalid when it names what is not there
 */
export async function moveRule(
  viewer: Viewer,
  id: string,
  { revision, to, version, note }: z.output<typeof moveRuleSchema>,
  now = new Date(),
): Promise<{ revision: number }> {
  assertCan(viewer, "rules:publish");
  await inTransaction(async (tx) => {
    const rule = await loadRule(tx, id);
    if (to === "off") {
      const off = {
        liveVersion: null,
        liveSince: null,
        shadowVersion: null,
        shadowSince: null,
        alarmSince: null,
      };
      await changeRule(tx, id, revision, off);
      await audit(tx, viewer, "rule.turned_off", id, {
        version: rule.liveVersion ?? rule.shadowVersion,
        note,
      });
      return;
    }
    const chosen = rule.versions.find((one) => one.version === version);
    if (!chosen) throw new DomainError("invalid", "There is no such version.");
    const { name, condition, actions, stop } = chosen;
    const errors = checkRule(ruleContentSchema.parse({ name, condition, actions, stop }), await readNames(tx))
      .filter(({ level }) => level === "error")
      .map(({ path, code }) => ({ field: `content.${path}`, message: code }));
    if (errors.length > 0)
      throw new DomainError("invalid", "This version cannot be put in force.", { fields: errors });
    const publishedAt = rule.publishedAt ?? now;
    await changeRule(
      tx,
      id,
      revision,
      to === "shadow"
        ? { shadowVersion: version, shadowSince: now, publishedAt }
        : {
            liveVersion: version,
            liveSince: now,
            alarmSince: null,
            publishedAt,
            // What is live needs no watching in shadow.
            ...(rule.shadowVersion === version && { shadowVersion: null, shadowSince: null }),
          },
    );
    const back = to === "live" && rule.liveVersion !== null && version < rule.liveVersion;
    const action = to === "shadow" ? "rule.shadowed" : back ? "rule.rolled_back" : "rule.published";
    await audit(tx, viewer, action, id, { version, from: rule.liveVersion, note });
  });
  return { revision: revision + 1 };
}

const idsSchema = z.array(z.object({ id: z.string() }));

/** Changes the order in which rules are asked. @throws DomainError conflict when the order changed meanwhile */
export async function orderRules(
  viewer: Viewer,
  { seen, order }: z.output<typeof orderRulesSchema>,
): Promise<void> {
  assertCan(viewer, "rules:publish");
  await inTransaction(async (tx) => {
    const rows = await tx.$queryRaw`SELECT id::text FROM rules ORDER BY position, id FOR UPDATE`;
    const now = idsSchema.parse(rows).map(({ id }) => id);
    if (now.join() !== seen.join())
      throw new DomainError("conflict", "The rules or their order changed meanwhile.");
    if (order.toSorted().join() !== now.toSorted().join())
      throw new DomainError("invalid", "Every rule must be in the order once.");
    await tx.$executeRaw`
      UPDATE rules SET position = x.nth - 1
      FROM unnest(${order}::uuid[]) WITH ORDINALITY AS x(id, nth) WHERE rules.id = x.id`;
    await appendAudit(tx, [
      { actor: `user:${viewer.userId}`, action: "rules.ordered", subject: "rules", data: { order } },
    ]);
  });
}

function audit(
  tx: Tx,
  viewer: Viewer,
  action: string,
  id: string,
  data: Record<string, unknown>,
): Promise<void> {
  return appendAudit(tx, [{ actor: `user:${viewer.userId}`, action, subject: `rule:${id}`, data }]);
}
