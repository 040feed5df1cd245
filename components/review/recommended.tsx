"use client";

import { useKeys } from "#components/keys/use-keys.ts";
import type { CaseView } from "#lib/review/schema.ts";
import { isRestricting, takesRecommended } from "./draft.ts";
import { RecommendationLine } from "./recommendation-line.tsx";
import { useCaseContext } from "./use-case-context.ts";
import type { Desk } from "./use-desk.ts";

/** What the ladder recommends under the cited policy, once a restriction is chosen or a policy cited; one key takes it. */
export function Recommended({ desk, view }: { desk: Desk; view: CaseView }) {
  const { draft } = desk;
  const context = useCaseContext(view);
  const asked = isRestricting(draft.choice) || (draft.choice === null && draft.policyCode !== null);
  const recommendation = asked
    ? context?.recommendations.find(({ policyCode }) => policyCode === draft.policyCode)
    : undefined;
  const take = recommendation ? () => desk.takeRecommended(recommendation) : undefined;
  useKeys("desk", { recommended: take });
  if (!recommendation || !take) return null;
  return (
    <RecommendationLine
      recommendation={recommendation}
      taken={takesRecommended(draft, recommendation.step)}
      onTake={take}
    />
  );
}
