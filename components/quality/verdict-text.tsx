"use client";

import { useWords } from "#components/review/use-words.ts";
import type { Verdict } from "#lib/quality/schema.ts";

/** What somebody would do, in words: the action, and the policy of a restricting one. */
export function VerdictText({ verdict }: { verdict: Verdict }) {
  const words = useWords();
  return (
    <span className="whitespace-nowrap">
      {words.done(verdict.action)}
      {verdict.policyCode && verdict.action !== "allow" ? (
        <>
          {" · "}
          <bdi>{verdict.policyCode}</bdi>
        </>
      ) : null}
    </span>
  );
}
