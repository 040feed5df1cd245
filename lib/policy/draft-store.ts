import type { Prisma, Tx } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import type { PolicyContent } from "./policy-content.ts";

const OPEN = { publishedAt: null, discardedAt: null };

/** The policy with its versions, newest first. @throws DomainError not_found */
export async function loadPolicy(tx: Tx, code: string) {
  const policy = await tx.policy.findUnique({
    where: { code },
    include: { versions: { orderBy: { version: "desc" } } },
  });
  if (!policy) throw new DomainError("not_found", "There is no such policy.");
  return policy;
}

/** The version that is a draft or in review, if there is one. */
export function openVersion(tx: Tx, code: string) {
  return tx.policyVersion.findFirst({ where: { policy: { code }, ...OPEN } });
}

/** The columns of what a version says. */
export function contentColumns(content: PolicyContent) {
  return {
    ...content,
    thresholds: content.thresholds as Prisma.InputJsonObject,
    examples: content.examples,
    translations: content.translations,
  };
}

/**
 * Writes to the open version, if it is still as its reader saw it.
 * @throws DomainError conflict with what happened to it meanwhile, and who did it
 */
export async function changeOpenVersion(
  tx: Tx,
  code: string,
  seen: { revision: number; state: "draft" | "in_review" },
  data: Prisma.PolicyVersionUncheckedUpdateManyInput,
): Promise<{ id: string; version: number }> {
  const open = await openVersion(tx, code);
  const { count } = open
    ? await tx.policyVersion.updateMany({
        where: {
          id: open.id,
          revision: seen.revision,
          submittedAt: seen.state === "draft" ? null : { not: null },
          ...OPEN,
        },
        data: { ...data, revision: { increment: 1 } },
      })
    : { count: 0 };
  if (!open || count !== 1) throw await draftConflict(tx, code, seen.revision);
  return { id: open.id, version: open.version };
}

async function draftConflict(tx: Tx, code: string, seen: number): Promise<DomainError> {
  const { versions } = await loadPolicy(tx, code);
  const open = versions.find(({ publishedAt, discardedAt }) => !publishedAt && !discardedAt);
  if (!open)
    return new DomainError("conflict", "This draft was published or discarded meanwhile.", {
      extra: { reason: "gone" },
    });
  const by = await tx.user.findUnique({ where: { id: open.authorIds.at(-1) ?? crypto.randomUUID() } });
  if (open.revision !== seen)
    return new DomainError("conflict", `${by?.name ?? "Somebody"} saved this draft meanwhile.`, {
      extra: { reason: "edited", by: by?.name ?? null, revision: open.revision },
    });
  return open.submittedAt
    ? new DomainError("conflict", "This draft is in review. Take it back to change it.", {
        extra: { reason: "in_review", revision: open.revision },
      })
    : new DomainError("conflict", "This draft is not in review.", {
        extra: { reason: "draft", revision: open.revision },
      });
}
