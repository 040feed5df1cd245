import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db, type Tx } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { assertCaseInScope } from "./case-scope.ts";
import { type KeptDraft, keptDraftSchema } from "./draft-schema.ts";

/**
 * Keeps what somebody has written on an open case and not sent, for them alone and on any machine; also after their
 * claim has run out. A case that is closed by now keeps nothing.
 * @param draft null forgets it
 * @returns whether it is kept
 * @throws DomainError not_found
 */
export async function keepDraft(
  viewer: Viewer,
  caseNumber: number,
  draft: KeptDraft | null,
): Promise<{ kept: boolean }> {
  assertCan(viewer, "cases:decide");
  await assertCaseInScope(db(), viewer, "cases:decide", caseNumber);
  if ((await db().case.count({ where: { number: caseNumber } })) === 0)
    throw new DomainError("not_found", "There is no such case.");
  return { kept: await storeDraft(db(), viewer.userId, caseNumber, draft) };
}

/**
 * The lock makes it wait for a decision that is on its way, so that none is left behind by one that came later.
 * @returns whether it is kept
 */
export async function storeDraft(
  tx: Tx,
  userId: string,
  caseNumber: number,
  draft: KeptDraft | null,
): Promise<boolean> {
  if (draft === null) {
    await tx.caseDraft.deleteMany({ where: { userId, caseNumber } });
    return false;
  }
  const count = await tx.$executeRaw`
    WITH open_case AS (SELECT number FROM cases WHERE number = ${caseNumber} AND state = 'open' FOR SHARE),
    open_practice AS (SELECT number FROM practice_cases WHERE number = ${caseNumber} AND user_id = ${userId}::uuid AND state = 'open' FOR SHARE)
    INSERT INTO case_drafts (case_number, user_id, draft, updated_at)
    SELECT number, ${userId}::uuid, ${JSON.stringify(withoutNul(draft))}::jsonb, now()
    FROM (SELECT number FROM open_case UNION SELECT number FROM open_practice) AS found
    ON CONFLICT (case_number, user_id) DO UPDATE SET draft = excluded.draft, updated_at = excluded.updated_at`;
  return count === 1;
}

/** The viewer's own draft of a case, if one is kept in a shape that is still understood. */
export async function readDraft(tx: Tx, userId: string, caseNumber: number): Promise<KeptDraft | null> {
  const row = await tx.caseDraft.findUnique({ where: { caseNumber_userId: { caseNumber, userId } } });
  return keptDraftSchema
    .nullable()
    .catch(null)
    .parse(row?.draft ?? null);
}

const withoutNul = (draft: KeptDraft): KeptDraft => ({
  ...draft,
  note: clean(draft.note),
  privateNote: clean(draft.privateNote),
});
const clean = (text: string) => text.replaceAll("\0", "").toWellFormed();
