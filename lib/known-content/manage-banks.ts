import type { z } from "zod";
import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db, inTransaction } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { forgetBanks } from "./match-known.ts";
import { readHashLine } from "./read-hashes.ts";
import {
  type BankView,
  createBankSchema,
  type ImportResult,
  isThreshold,
  type MatchView,
  type updateBankSchema,
} from "./schema.ts";
import { addHashes, bankHashes, banksWithCounts, newestMatches, touchBank } from "./store.ts";

/** Refused lines that are named in an answer; the rest are like them. */
const NAMED_REFUSALS = 50;
const MATCHES_SHOWN = 100;

/** All banks with what they hold and what they met, and the newest matches. */
export async function listBanks(viewer: Viewer): Promise<{ banks: BankView[]; matches: MatchView[] }> {
  assertCan(viewer, "banks:manage");
  const [banks, matches] = await Promise.all([banksWithCounts(db()), newestMatches(db(), MATCHES_SHOWN)]);
  return { banks, matches };
}

/** Makes an empty bank. @throws DomainError conflict when the short name is taken */
export async function createBank(
  viewer: Viewer,
  request: z.input<typeof createBankSchema>,
): Promise<{ id: string }> {
  assertCan(viewer, "banks:manage");
  const wanted = createBankSchema.parse(request);
  return inTransaction(async (tx) => {
    const { count } = await tx.knownBank.createMany({ data: [wanted], skipDuplicates: true });
    if (count === 0) throw new DomainError("conflict", "There is a bank of that short name already.");
    const bank = await tx.knownBank.findUniqueOrThrow({ where: { slug: wanted.slug } });
    await audit(tx, viewer, "bank.created", bank.id, { slug: wanted.slug, kind: wanted.kind });
    return { id: bank.id };
  });
}

/** Turns a bank on or off, or asks for nearer or farther matches. @throws DomainError not_found, invalid */
export async function updateBank(
  viewer: Viewer,
  id: string,
  change: z.infer<typeof updateBankSchema>,
): Promise<void> {
  assertCan(viewer, "banks:manage");
  await inTransaction(async (tx) => {
    const bank = await tx.knownBank.findUnique({ where: { id } });
    if (!bank) throw new DomainError("not_found", "There is no such bank.");
    if (change.threshold !== undefined && !isThreshold(bank.kind, change.threshold))
      throw new DomainError("invalid", "No bank of this kind can ask for that.", {
        fields: [{ field: "threshold", message: "pdq: 0 to 47 bits; text: 0.6 to 1; sha256: 0" }],
      });
    await tx.knownBank.update({
      where: { id },
      data: {
        ...(change.enabled === undefined ? {} : { enabled: change.enabled }),
        ...(change.threshold === undefined ? {} : { threshold: change.threshold }),
        revision: { increment: 1 },
      },
    });
    await audit(tx, viewer, "bank.changed", id, change);
  });
  forgetBanks();
}

/** Adds hashes from lines of CSV or JSON. What is there already stays as it is. @throws DomainError not_found */
export async function importHashes(viewer: Viewer, id: string, file: string): Promise<ImportResult> {
  assertCan(viewer, "banks:manage");
  const bank = await db().knownBank.findUnique({ where: { id } });
  if (!bank) throw new DomainError("not_found", "There is no such bank.");
  const refused: ImportResult["refused"] = [];
  const lines = file.split(/\r?\n/).flatMap((line, index) => {
    try {
      const read = readHashLine(bank.kind, line);
      return read ? [read] : [];
    } catch (error) {
      refused.push({ line: index + 1, reason: (error as Error).message });
      return [];
    }
  });
  const added = await inTransaction(async (tx) => {
    let sum = 0;
    for (let at = 0; at < lines.length; at += 5000)
      sum += await addHashes(tx, id, lines.slice(at, at + 5000));
    await touchBank(tx, id);
    await audit(tx, viewer, "bank.imported", id, { added: sum, refused: refused.length });
    return sum;
  });
  forgetBanks();
  return { added, known: lines.length - added, refused: refused.slice(0, NAMED_REFUSALS) };
}

/** The bank's enabled hashes as lines of text, for another installation. @throws DomainError not_found */
export async function* exportHashes(
  viewer: Viewer,
  id: string,
  format: "csv" | "jsonl",
): AsyncGenerator<string> {
  assertCan(viewer, "banks:manage");
  if (!(await db().knownBank.findUnique({ where: { id } })))
    throw new DomainError("not_found", "There is no such bank.");
  if (format === "csv") yield "hash,note\n";
  for await (const page of bankHashes(db(), id, true))
    yield page
      .map(({ hash, note }) =>
        format === "jsonl" ? `${JSON.stringify({ hash, note })}\n` : `${hash},${quoted(note)}\n`,
      )
      .join("");
}

/** Turns one hash on or off, for one that is met by mistake. @throws DomainError not_found */
export async function setHashEnabled(viewer: Viewer, hashId: number, enabled: boolean): Promise<void> {
  assertCan(viewer, "banks:manage");
  await inTransaction(async (tx) => {
    const hash = await tx.knownHash.findUnique({ where: { id: hashId } });
    if (!hash) throw new DomainError("not_found", "There is no such hash.");
    await tx.knownHash.update({ where: { id: hashId }, data: { enabled } });
    await touchBank(tx, hash.bankId);
    await audit(tx, viewer, enabled ? "bank.hash_enabled" : "bank.hash_disabled", hash.bankId, { hashId });
  });
  forgetBanks();
}

/** A reviewer says that a match is none; the first to say so is kept. @throws DomainError not_found */
export async function reportFalsePositive(
  viewer: Viewer,
  hashId: number,
  caseNumber: number,
  now: Date,
): Promise<void> {
  assertCan(viewer, "cases:decide");
  await inTransaction(async (tx) => {
    const match = await tx.knownMatch.findFirst({
      where: { hashId, item: { cases: { some: { number: caseNumber } } } },
    });
    if (!match) throw new DomainError("not_found", "There is no such match.");
    const { count } = await tx.knownMatch.updateMany({
      where: { id: match.id, falsePositiveAt: null },
      data: { falsePositiveAt: now, reportedById: viewer.userId },
    });
    if (count === 0) return;
    await appendAudit(tx, [
      {
        actor: `user:${viewer.userId}`,
        action: "known_match.false_positive",
        subject: `item:${match.itemId}`,
        data: { hashId },
      },
    ]);
  });
}

function audit(
  tx: Parameters<typeof appendAudit>[0],
  viewer: Viewer,
  action: string,
  bankId: string,
  data: Record<string, unknown>,
): Promise<void> {
  return appendAudit(tx, [{ actor: `user:${viewer.userId}`, action, subject: `bank:${bankId}`, data }]);
}

/** Notes go into spreadsheets too: what looks like a formula is not let through as one. */
function quoted(note: string): string {
  const safe = /^[=+\-@\t\r]/.test(note) ? `'${note}` : note;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
