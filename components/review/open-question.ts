import type { CaseView } from "#lib/review/schema.ts";

/** Marks the field in which a question is answered, for the key that goes there. */
export const ANSWER_FIELD = "data-answer";

/** Whether a question on this case waits for its reader. */
export const isAskedOf = (view: Pick<CaseView, "state" | "questions">): boolean =>
  view.state === "open" && view.questions.some(({ mine, answer }) => mine === "colleague" && answer === null);

export function focusAnswer(): void {
  document.querySelector<HTMLElement>(`[${ANSWER_FIELD}]`)?.focus();
}
