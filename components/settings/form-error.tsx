"use client";

import { ProblemError } from "#components/api/problem.ts";
import { useProblemText } from "#components/api/use-problem-text.ts";

/** What is wrong with a form as a whole; what is wrong with a field stands beside it. */
export function FormError({ error }: { error: unknown }) {
  const problemText = useProblemText();
  const beside = error instanceof ProblemError && (error.problem.errors?.length ?? 0) > 0;
  return (
    <p role="alert" className="text-bad empty:hidden">
      {error && !beside ? problemText(error) : ""}
    </p>
  );
}
