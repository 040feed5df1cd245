import { z } from "zod";
import type { Database } from "#lib/db/index.ts";
import { joinItems, type Scope } from "./scope.ts";
import { NO_VIOLATION } from "./store.ts";

const twiceSchema = z.array(
  z.object({
    unit: z.string(),
    firstId: z.string(),
    firstName: z.string(),
    firstAnswer: z.string(),
    secondId: z.string(),
    secondName: z.string(),
    secondAnswer: z.string(),
  }),
);
/** Two people's answers on one item, given without knowing each other's: a policy's code, or `none`. */
export type JudgedTwice = z.infer<typeof twiceSchema>[number];

/**
 * Second looks and answers of closed calibration sessions in the window. Of a session's item every two answers are a
 * row, under the same unit. Looks at decisions that fell before the second answer are left out.
 */
export async function judgedTwice(db: Database, scope: Scope): Promise<JudgedTwice[]> {
  const rows = await db.$queryRaw`
    SELECT l.id::text AS unit, f.id::text AS "firstId", f.name AS "firstName",
           CASE WHEN d.action = 'allow' THEN ${NO_VIOLATION} ELSE d.policy_code END AS "firstAnswer",
           s.id::text AS "secondId", s.name AS "secondName",
           CASE WHEN l.second_action = 'allow' THEN ${NO_VIOLATION} ELSE l.second_policy_code END AS "secondAnswer"
    FROM second_looks l JOIN decisions d ON d.id = l.decision_id
    JOIN users f ON f.id = l.first_by_id JOIN users s ON s.id = l.second_by_id ${joinItems(scope, "l")}
    WHERE l.state IN ('agreed', 'disagreed', 'settled') AND l.second_at >= ${scope.from} AND l.second_at <= ${scope.to}
    UNION ALL
    SELECT c.id::text, f.id::text, f.name, CASE WHEN a.action = 'allow' THEN ${NO_VIOLATION} ELSE a.policy_code END,
           s.id::text, s.name, CASE WHEN b.action = 'allow' THEN ${NO_VIOLATION} ELSE b.policy_code END
    FROM calibration_sessions session JOIN calibration_items c ON c.session_id = session.id
    JOIN cases shown ON shown.id = c.case_id ${joinItems(scope, "shown")}
    JOIN calibration_answers a ON a.item_id = c.id JOIN calibration_answers b ON b.item_id = c.id AND b.user_id > a.user_id
    JOIN users f ON f.id = a.user_id JOIN users s ON s.id = b.user_id
    WHERE session.state = 'closed' AND session.closed_at >= ${scope.from} AND session.closed_at <= ${scope.to}`;
  return twiceSchema.parse(rows);
}

/** What several people answered on one item, and every two of these answers. */
export interface JudgedUnit {
  answers: string[];
  pairs: [string, string][];
}

/** Rows by item: one person's answer counts once, in however many pairs it stands. */
export function unitsOf(rows: readonly JudgedTwice[]): JudgedUnit[] {
  return [...Map.groupBy(rows, ({ unit }) => unit).values()].map((together) => ({
    answers: [
      ...new Map(
        together.flatMap((row) => [
          [row.firstId, row.firstAnswer] as const,
          [row.secondId, row.secondAnswer] as const,
        ]),
      ).values(),
    ],
    pairs: together.map(({ firstAnswer, secondAnswer }) => [firstAnswer, secondAnswer]),
  }));
}

/** Answers as a yes or no to one policy; as they are without one. */
export function aboutPolicy(answers: readonly string[], policy: string | null): string[] {
  return answers.map((answer) => (policy === null || answer === policy ? answer : NO_VIOLATION));
}
