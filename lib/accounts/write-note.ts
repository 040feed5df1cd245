import type { z } from "zod";
import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { inTransaction, type Tx } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import type { addNoteSchema, NoteView, pinNoteSchema } from "./schema.ts";
import { notesOf } from "./store.ts";

/**
 * Adds a team note to an account; it stays as it is. Audited, without its words.
 * @returns all notes of the account
 * @throws DomainError not_found
 */
export function addNote(
  viewer: Viewer,
  externalId: string,
  { text, pinned }: z.output<typeof addNoteSchema>,
  now = new Date(),
): Promise<{ notes: NoteView[] }> {
  assertCan(viewer, "accounts:note");
  return inTransaction(async (tx) => {
    const account = await tx.account.findUnique({ where: { externalId }, select: { id: true } });
    if (!account) throw new DomainError("not_found", "There is no account with this id.");
    const note = await tx.accountNote.create({
      data: { accountId: account.id, authorId: viewer.userId, text, createdAt: now },
    });
    if (pinned) await pin(tx, viewer, note.id, true, now);
    await audit(tx, viewer, "account.noted", externalId, { noteId: note.id, pinned });
    return { notes: await notesOf(tx, account.id) };
  });
}

/** Pins a note above the others, or unpins it. @throws DomainError not_found */
export function pinNote(
  viewer: Viewer,
  noteId: string,
  { pinned }: z.output<typeof pinNoteSchema>,
  now = new Date(),
): Promise<{ notes: NoteView[] }> {
  assertCan(viewer, "accounts:note");
  return inTransaction(async (tx) => {
    const note = await tx.accountNote.findUnique({
      where: { id: noteId },
      select: { account: { select: { id: true, externalId: true } } },
    });
    if (!note) throw new DomainError("not_found", "There is no such note.");
    await pin(tx, viewer, noteId, pinned, now);
    const action = pinned ? "account.note_pinned" : "account.note_unpinned";
    await audit(tx, viewer, action, note.account.externalId, { noteId });
    return { notes: await notesOf(tx, note.account.id) };
  });
}

async function pin(tx: Tx, viewer: Viewer, noteId: string, pinned: boolean, now: Date): Promise<void> {
  await tx.accountNotePin.create({ data: { noteId, pinned, actorId: viewer.userId, createdAt: now } });
}

function audit(
  tx: Tx,
  viewer: Viewer,
  action: string,
  externalId: string,
  data: Record<string, unknown>,
): Promise<void> {
  return appendAudit(tx, [
    { actor: `user:${viewer.userId}`, action, subject: `account:${externalId}`, data },
  ]);
}
