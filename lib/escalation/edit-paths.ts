import type { z } from "zod";
import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db, inTransaction, type Tx } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { currentPolicies } from "#lib/policy/index.ts";
import { DEFAULT_PATH, EMERGENCY_MINUTES, EMERGENCY_PATH, pathId, routeOf } from "./path.ts";
import type { savePathSchema, saveSettingsSchema } from "./schema.ts";
import { escalationQueues, loadSettings, storedPaths } from "./store.ts";
import type { EscalationSettingsView, PathView } from "./view.ts";
import { watchEscalations } from "./watch-escalations.ts";

/** The paths of all policies in force, the checklist, and what can be chosen. */
export async function listPaths(viewer: Viewer): Promise<EscalationSettingsView> {
  assertCan(viewer, "queues:edit");
  const [paths, queues, settings, policies] = await Promise.all([
    storedPaths(db()),
    escalationQueues(db()),
    loadSettings(db()),
    currentPolicies(),
  ]);
  const view = (id: string, policy: PathView["policy"], fallbackMinutes: number): PathView => {
    const stored = paths.find((path) => path.id === id);
    const wanted = { policyCode: policy?.code ?? null, emergency: id === EMERGENCY_PATH };
    const route = routeOf(paths, queues, wanted);
    const set = queues.find((queue) => queue.id === stored?.queueId);
    return {
      id,
      policy,
      queue: set ? { slug: set.slug, name: set.name } : null,
      dueMinutes: stored?.dueMinutes ?? fallbackMinutes,
      revision: stored?.revision ?? 0,
      leadsTo: route.queues[0] ? { name: route.queues[0].name, dueMinutes: route.dueMinutes } : null,
    };
  };
  const general = view(DEFAULT_PATH, null, queues[0]?.slaMinutes ?? 240);
  return {
    paths: [
      view(EMERGENCY_PATH, null, EMERGENCY_MINUTES),
      general,
      ...policies.map(({ code, title, translations, severity }) =>
        view(
          pathId(code),
          { code, title: { en: title, fa: translations.fa?.title ?? title }, severity },
          general.dueMinutes,
        ),
      ),
    ],
    queues: queues.map(({ slug, name }) => ({ slug, name })),
    settings,
  };
}

/**
 * Sets where the escalations of a policy go and by when they are due; cases that were escalated keep their due time.
 * @throws DomainError not_found, invalid for a queue that is not for escalations, conflict when somebody changed it
 */
export async function savePath(
  viewer: Viewer,
  id: string,
  { revision, queue: slug, dueMinutes }: z.output<typeof savePathSchema>,
): Promise<void> {
  assertCan(viewer, "queues:edit");
  await inTransaction(async (tx) => {
    await assertPolicy(tx, id);
    const queueId = slug === null ? null : await escalationQueueId(tx, slug);
    const saved =
      revision === 0
        ? await tx.escalationPath.createMany({ data: [{ id, queueId, dueMinutes }], skipDuplicates: true })
        : await tx.escalationPath.updateMany({
            where: { id, revision },
            data: { queueId, dueMinutes, revision: { increment: 1 }, updatedAt: new Date() },
          });
    if (saved.count !== 1) throw changedMeanwhile();
    await appendAudit(tx, [
      {
        actor: `user:${viewer.userId}`,
        action: "escalation_path.changed",
        subject: `escalation_path:${id}`,
        data: { queue: slug, dueMinutes },
      },
    ]);
  });
  await watchEscalations();
}

async function assertPolicy(tx: Tx, id: string): Promise<void> {
  if (id === DEFAULT_PATH || id === EMERGENCY_PATH) return;
  const code = id.slice(pathId("").length);
  if ((await tx.policy.count({ where: { code } })) === 0)
    throw new DomainError("not_found", "There is no such policy.");
}

/** Locked, so that it is not retired before the path leads there. */
async function escalationQueueId(tx: Tx, slug: string): Promise<string> {
  await tx.$queryRaw`SELECT id FROM queues WHERE slug = ${slug} FOR SHARE`;
  const queue = await tx.queue.findUnique({ where: { slug } });
  if (queue?.purpose !== "escalation" || queue.retiredAt)
    throw new DomainError("invalid", "Escalations go to a queue that is for escalations, and in use.", {
      fields: [{ field: "queue", message: "not a queue for escalations" }],
    });
  return queue.id;
}

/**
 * A new checklist for emergencies to come, and when people count as away. Those that stand keep the checklist they
 * were marked with.
 * @throws DomainError conflict when somebody changed it meanwhile
 */
export async function saveSettings(
  viewer: Viewer,
  { revision, ...content }: z.output<typeof saveSettingsSchema>,
): Promise<void> {
  assertCan(viewer, "queues:edit");
  await inTransaction(async (tx) => {
    const saved =
      revision === 0
        ? await tx.escalationSettings.createMany({ data: [{ id: 1, content }], skipDuplicates: true })
        : await tx.escalationSettings.updateMany({
            where: { id: 1, revision },
            data: { content, revision: { increment: 1 }, updatedAt: new Date() },
          });
    if (saved.count !== 1) throw changedMeanwhile();
    await appendAudit(tx, [
      {
        actor: `user:${viewer.userId}`,
        action: "escalation_settings.changed",
        subject: "escalation_settings",
        data: content,
      },
    ]);
  });
  await watchEscalations();
}

const changedMeanwhile = () =>
  new DomainError("conflict", "Somebody changed this since you opened it. Look again, then save.", {
    extra: { reason: "changed" },
  });
