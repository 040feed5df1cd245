import { z } from "zod";
import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db, inTransaction, Prisma, type Tx } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { pathsLeadingTo } from "#lib/escalation/index.ts";
import { localisedName } from "#lib/localised-name.ts";
import type {
  createQueueSchema,
  QueueSettings,
  QueueSettingsView,
  retireQueueSchema,
  updateQueueSchema,
} from "./queue-settings.ts";

/** Every queue with its settings, those in use first. */
export async function listQueueSettings(viewer: Viewer): Promise<QueueSettingsView[]> {
  assertCan(viewer, "queues:edit");
  const queues = await db().queue.findMany({
    orderBy: [{ retiredAt: { sort: "asc", nulls: "first" } }, { position: "asc" }, { slug: "asc" }],
    include: { _count: { select: { facts: true } } },
  });
  return queues.map((queue) => ({
    slug: queue.slug,
    name: localisedName(queue),
    purpose: queue.purpose,
    slaMinutes: queue.slaMinutes,
    warningShare: queue.warningShare,
    order: queue.order,
    position: queue.position,
    revision: queue.revision,
    retiredAt: queue.retiredAt?.toISOString() ?? null,
    openCases: queue._count.facts,
  }));
}

const columnsOf = ({ name, ...settings }: QueueSettings) => ({
  ...settings,
  name: name.en,
  names: { fa: name.fa },
});

/** @throws DomainError conflict when there is one of that address */
export async function createQueue(
  viewer: Viewer,
  request: z.output<typeof createQueueSchema>,
): Promise<void> {
  assertCan(viewer, "queues:edit");
  const { slug, purpose, ...settings } = request;
  try {
    await inTransaction(async (tx) => {
      await tx.queue.create({ data: { slug, purpose, ...columnsOf(settings) } });
      await audit(tx, viewer, "queue.created", slug, request);
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")
      throw new DomainError("conflict", "There is a queue with this address already.", {
        fields: [{ field: "slug", message: "taken" }],
      });
    throw error;
  }
}

/**
 * New settings. Order, warning and names count at once; the time to decide counts for cases that open from now
 * on, since a due time that was promised stays.
 * @throws DomainError not_found, conflict when somebody changed it meanwhile
 */
export async function updateQueue(
  viewer: Viewer,
  slug: string,
  { revision, ...settings }: z.output<typeof updateQueueSchema>,
): Promise<void> {
  assertCan(viewer, "queues:edit");
  await inTransaction(async (tx) => {
    const { count } = await tx.queue.updateMany({
      where: { slug, revision },
      data: { ...columnsOf(settings), revision: { increment: 1 } },
    });
    if (count !== 1) throw await changedMeanwhile(tx, slug);
    await audit(tx, viewer, "queue.changed", slug, settings);
  });
}

const namesSchema = z.array(z.object({ name: z.string() }));

/**
 * Takes an empty queue out of use, or back into it. What would still send cases there is named: a policy in
 * force, a live rule, an escalation path. The last queue of a purpose stays, since its cases would have nowhere to go.
 * @throws DomainError not_found, conflict
 */
export async function retireQueue(
  viewer: Viewer,
  slug: string,
  { revision, retired }: z.output<typeof retireQueueSchema>,
): Promise<void> {
  assertCan(viewer, "queues:edit");
  await inTransaction(async (tx) => {
    if (retired) await assertUnused(tx, slug);
    const { count } = await tx.queue.updateMany({
      where: { slug, revision, ...(retired ? { facts: { none: {} } } : {}) },
      data: { retiredAt: retired ? new Date() : null, revision: { increment: 1 } },
    });
    if (count !== 1) throw await changedMeanwhile(tx, slug);
    await audit(tx, viewer, retired ? "queue.retired" : "queue.restored", slug, {});
  });
}

async function assertUnused(tx: Tx, slug: string): Promise<void> {
  const queue = await tx.queue.findUnique({
    where: { slug },
    include: { _count: { select: { facts: true } } },
  });
  if (!queue) throw new DomainError("not_found", "There is no such queue.");
  if (queue._count.facts > 0)
    throw new DomainError("conflict", "Cases are open in this queue. It can be retired once it is empty.", {
      extra: { reason: "not_empty", count: queue._count.facts },
    });
  const others = await tx.queue.count({
    where: { purpose: queue.purpose, retiredAt: null, slug: { not: slug } },
  });
  if (others === 0)
    throw new DomainError("conflict", "This is the only queue of its purpose.", {
      extra: { reason: "last" },
    });
  const paths = await pathsLeadingTo(tx, slug);
  if (paths.length > 0)
    throw new DomainError(
      "conflict",
      `Escalations still go here: ${paths.map((id) => id.replace(/^policy:/, "")).join(", ")}. Change the paths first, in Settings, Escalation.`,
      { extra: { reason: "path", paths } },
    );
  const senders = namesSchema
    .parse(
      await tx.$queryRaw`
      SELECT p.code AS name FROM policies p
      JOIN LATERAL (SELECT queue_slug FROM policy_versions v WHERE v.policy_id = p.id AND v.published_at IS NOT NULL
                    ORDER BY v.version DESC LIMIT 1) AS in_force ON in_force.queue_slug = ${slug}
      WHERE p.retired_at IS NULL
      UNION ALL
      SELECT r.name FROM rules r JOIN rule_versions v ON v.rule_id = r.id AND v.version = r.live_version
      WHERE v.actions @> ${JSON.stringify([{ queueSlug: slug }])}::jsonb`,
    )
    .map(({ name }) => name);
  if (senders.length > 0)
    throw new DomainError("conflict", `Cases still come here from: ${senders.join(", ")}.`, {
      extra: { reason: "in_use", senders },
    });
}

async function changedMeanwhile(tx: Tx, slug: string): Promise<DomainError> {
  return (await tx.queue.count({ where: { slug } })) === 0
    ? new DomainError("not_found", "There is no such queue.")
    : new DomainError("conflict", "Somebody changed this queue since you opened it. Look again, then save.", {
        extra: { reason: "changed" },
      });
}

const audit = (tx: Tx, viewer: Viewer, action: string, slug: string, data: object) =>
  appendAudit(tx, [{ actor: `user:${viewer.userId}`, action, subject: `queue:${slug}`, data: { ...data } }]);
