import { z } from "zod";
import { Prisma, type Tx } from "#lib/db/index.ts";

const insertedSchema = z.array(z.object({ id: z.string() }));

/**
 * Writes a question on a case that the asker holds, open and not judged blind; the lock keeps a decision from coming
 * in between.
 * @returns its id; null when that is not so
 */
export async function insertQuestion(
  tx: Tx,
  caseNumber: number,
  askerId: string,
  colleagueId: string,
  question: string,
): Promise<string | null> {
  const rows = await tx.$queryRaw`
    WITH held AS (
      SELECT id FROM cases WHERE number = ${caseNumber} AND state = 'open' AND purpose NOT IN ('prevalence', 'quality')
        AND claimed_by_id = ${askerId}::uuid AND claim_expires_at > now() FOR SHARE)
    INSERT INTO case_questions (id, case_id, asker_id, colleague_id, question)
    SELECT gen_random_uuid(), held.id, ${askerId}::uuid, ${colleagueId}::uuid, ${question} FROM held
    RETURNING id`;
  return insertedSchema.parse(rows)[0]?.id ?? null;
}

/** Writes the answer of who was asked, once, while the case is open. @returns whether it could */
export async function answerOnce(tx: Tx, id: string, colleagueId: string, answer: string): Promise<boolean> {
  const count = await tx.$executeRaw`
    WITH open_case AS (
      SELECT c.id FROM cases c JOIN case_questions q ON q.case_id = c.id WHERE q.id = ${id}::uuid AND c.state = 'open' FOR SHARE OF c)
    UPDATE case_questions q SET answer = ${answer}, answered_at = now() FROM open_case
    WHERE q.id = ${id}::uuid AND q.case_id = open_case.id AND q.colleague_id = ${colleagueId}::uuid AND q.answered_at IS NULL`;
  return count === 1;
}

const inboxSchema = z.array(
  z.object({
    id: z.string(),
    kind: z.enum(["question", "answer"]),
    caseNumber: z.number(),
    name: z.string(),
    names: z.unknown(),
    severity: z.number(),
    from: z.string(),
    question: z.string(),
    answer: z.string().nullable(),
    at: z.date(),
  }),
);

/** More is read after these are done. */
const MOST_ENTRIES = 50;

/**
 * Questions that wait for a person, oldest first, then answers to their own that they have not seen. A question is
 * over when its case is.
 * @param scope which cases they may see; `c` is the case
 */
export async function loadInbox(
  tx: Tx,
  userId: string,
  scope: Prisma.Sql,
): Promise<z.infer<typeof inboxSchema>> {
  const rows = await tx.$queryRaw`
    SELECT * FROM (
      SELECT q.id, 'question' AS kind, c.number AS "caseNumber", queues.name, queues.names, c.severity, u.name AS "from", q.question,
             NULL::text AS answer, q.asked_at AS at
      FROM case_questions q JOIN cases c ON c.id = q.case_id JOIN queues ON queues.id = c.queue_id JOIN users u ON u.id = q.asker_id
      WHERE q.colleague_id = ${userId}::uuid AND q.answered_at IS NULL AND c.state = 'open' AND ${scope}
        AND ${notShutOut(userId)}
      UNION ALL
      SELECT q.id, 'answer', c.number, queues.name, queues.names, c.severity, u.name, q.question, q.answer, q.answered_at
      FROM case_questions q JOIN cases c ON c.id = q.case_id JOIN queues ON queues.id = c.queue_id JOIN users u ON u.id = q.colleague_id
      WHERE q.asker_id = ${userId}::uuid AND q.answered_at IS NOT NULL AND q.seen_at IS NULL AND ${scope}) AS entries
    ORDER BY kind DESC, at LIMIT ${MOST_ENTRIES}`;
  return inboxSchema.parse(rows);
}

/** Invariant 7, for a person and the case `c`. */
export const notShutOut = (userId: string) =>
  Prisma.sql`NOT EXISTS (SELECT 1 FROM case_exclusions x WHERE x.case_id = c.id AND x.user_id = ${userId}::uuid)`;
