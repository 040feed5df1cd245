import type { z } from "zod";
import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { inTransaction, Prisma, type Tx } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { changeOpenVersion, contentColumns, loadPolicy, openVersion } from "./draft-store.ts";
import type {
  createPolicySchema,
  moveDraftSchema,
  PolicyContent,
  saveDraftSchema,
} from "./policy-content.ts";

/** Where a draft stands after a change. */
export type DraftState = { version: number; revision: number };

/** A new policy begins as a draft; it speaks once it is published. @throws DomainError conflict, invalid */
export async function createPolicy(
  viewer: Viewer,
  { code, note, content }: z.output<typeof createPolicySchema>,
): Promise<DraftState> {
  assertCan(viewer, "policies:edit", { policy: code });
  try {
    return await inTransaction(async (tx) => {
      await assertQueue(tx, content);
      const last = await tx.policy.findFirst({ orderBy: { position: "desc" } });
      await tx.policy.create({
        data: {
          code,
          position: (last?.position ?? -1) + 1,
          versions: { create: { ...contentColumns(content), version: 1, note, authorIds: [viewer.userId] } },
        },
      });
      await audit(tx, viewer, "policy.created", code, { version: 1, note });
      return { version: 1, revision: 1 };
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")
      throw new DomainError("conflict", "There is a policy with this code.", {
        fields: [{ field: "code", message: "taken" }],
      });
    throw error;
  }
}

/**
 * Opens a draft that begins as the version in force; a draft that is open already is joined.
 * @throws DomainError not_found, conflict when the policy is retired
 */
export async function openDraft(viewer: Viewer, code: string): Promise<DraftState> {
  assertCan(viewer, "policies:edit", { policy: code });
  return inTransaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM policies WHERE code = ${code} FOR UPDATE`;
    const policy = await loadPolicy(tx, code);
    if (policy.retiredAt) throw new DomainError("conflict", "This policy is retired. Bring it back first.");
    const open = await openVersion(tx, code);
    if (open) return { version: open.version, revision: open.revision };
    const base = policy.versions.find(({ publishedAt }) => publishedAt) ?? policy.versions[0];
    if (!base) throw new DomainError("not_found", "This policy has no version.");
    const { id: _id, createdAt: _createdAt, publishedAt: _publishedAt, publishedById: _by, ...words } = base;
    const version = (policy.versions[0]?.version ?? 0) + 1;
    await tx.policyVersion.create({
      data: {
        ...words,
        thresholds: words.thresholds as Prisma.InputJsonObject,
        examples: words.examples as Prisma.InputJsonObject,
        translations: words.translations as Prisma.InputJsonObject,
        version,
        note: "",
        revision: 1,
        authorIds: [],
        submittedAt: null,
        discardedAt: null,
      },
    });
    await audit(tx, viewer, "policy.draft_opened", code, { version, from: base.version });
    return { version, revision: 1 };
  });
}

/** Saves the draft over the revision that its editor saw. @throws DomainError conflict, invalid */
export async function saveDraft(
  viewer: Viewer,
  code: string,
  { revision, note, content }: z.output<typeof saveDraftSchema>,
): Promise<DraftState> {
  assertCan(viewer, "policies:edit", { policy: code });
  return inTransaction(async (tx) => {
    await assertQueue(tx, content);
    const open = await openVersion(tx, code);
    // Whoever wrote last stands last; all of them are authors.
    const authorIds = [...(open?.authorIds ?? []).filter((id) => id !== viewer.userId), viewer.userId];
    const { version } = await changeOpenVersion(
      tx,
      code,
      { revision, state: "draft" },
      { ...contentColumns(content), note, authorIds },
    );
    await audit(tx, viewer, "policy.draft_saved", code, { version, revision: revision + 1 });
    return { version, revision: revision + 1 };
  });
}

const MOVES = {
  in_review: { from: "draft", action: "policy.submitted" },
  draft: { from: "in_review", action: "policy.sent_back" },
  discarded: { from: "draft", action: "policy.draft_discarded" },
} as const;

/** Hands the draft in for review, sends it back with a note, or discards it. @throws DomainError conflict */
export async function moveDraft(
  viewer: Viewer,
  code: string,
  { revision, to, note }: z.output<typeof moveDraftSchema>,
  now = new Date(),
): Promise<DraftState> {
  assertCan(viewer, "policies:edit", { policy: code });
  return inTransaction(async (tx) => {
    const { from, action } = MOVES[to];
    const { version } = await changeOpenVersion(
      tx,
      code,
      { revision, state: from },
      to === "discarded" ? { discardedAt: now } : { submittedAt: to === "in_review" ? now : null },
    );
    await audit(tx, viewer, action, code, { version, note });
    return { version, revision: revision + 1 };
  });
}

async function assertQueue(tx: Tx, { queueSlug }: PolicyContent): Promise<void> {
  if ((await tx.queue.count({ where: { slug: queueSlug, retiredAt: null } })) > 0) return;
  throw new DomainError("invalid", "There is no such queue.", {
    fields: [{ field: "content.queueSlug", message: "no such queue" }],
  });
}

function audit(
  tx: Tx,
  viewer: Viewer,
  action: string,
  code: string,
  data: Record<string, unknown>,
): Promise<void> {
  return appendAudit(tx, [{ actor: `user:${viewer.userId}`, action, subject: `policy:${code}`, data }]);
}
