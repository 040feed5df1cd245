import type { Tx } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { checklistItemSchema } from "./schema.ts";
import type { EmergencyView } from "./view.ts";

/** The emergency that a case is, with the newest word on each item of its checklist; null when it is none. */
export async function standingEmergency(
  tx: Tx,
  caseId: string,
): Promise<{ id: string; view: EmergencyView } | null> {
  const found = await tx.emergency.findFirst({
    where: { caseId, calledOffAt: null },
    include: {
      markedBy: { select: { name: true } },
      ticks: {
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
        include: { user: { select: { name: true } } },
      },
    },
  });
  if (!found) return null;
  const checklist = checklistItemSchema.array().parse(found.checklist);
  return {
    id: found.id,
    view: {
      markedByName: found.markedBy.name,
      markedAt: found.createdAt.toISOString(),
      note: found.note,
      checklist: checklist.map((item) => {
        const newest = found.ticks.findLast((tick) => tick.item === item.id);
        return {
          ...item,
          done: newest?.done
            ? { byName: newest.user.name, at: newest.createdAt.toISOString(), note: newest.note }
            : null,
        };
      }),
    },
  };
}

/** @throws DomainError conflict while something that must be done first is not, which is named */
export async function assertChecklistDone(tx: Tx, caseId: string): Promise<void> {
  const emergency = await standingEmergency(tx, caseId);
  const missing = emergency?.view.checklist.filter(({ required, done }) => required && !done) ?? [];
  if (missing.length > 0)
    throw new DomainError(
      "conflict",
      `This is an emergency. First: ${missing.map(({ text }) => text.en).join(" ")}`,
      { extra: { reason: "checklist", missing: missing.map(({ id }) => id) } },
    );
}
