"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useKeyLabel } from "#components/keys/keymap-context.tsx";
import { useDuration } from "#components/time/use-duration.ts";
import { Button } from "#components/ui/button.tsx";
import type { RecommendationView } from "#lib/accounts/schema.ts";
import type { LadderStep } from "#lib/strikes/schema.ts";

type RecommendationLineProps = { recommendation: RecommendationView; taken: boolean; onTake: () => void };

/** What the ladder of strikes says of the next one; the person decides. */
export function RecommendationLine({ recommendation, taken, onTake }: RecommendationLineProps) {
  const t = useTranslations("strikes");
  const key = useKeyLabel();
  const format = useFormatter();
  const inWords = useStepWords();
  const { policyCode, nth, days, step, wanted } = recommendation;
  const values = {
    nth,
    policy: `\u2068${policyCode}\u2069`,
    days: format.number(days),
  };
  return (
    <div className="flex items-start gap-2 rounded-md bg-hover px-2.5 py-1.5 text-xs">
      <p className="min-w-0 flex-1">
        {t("would", values)}{" "}
        <b className="font-semibold">
          {step ? t("recommended", { step: inWords(step) }) : t("recommendedNothing")}
        </b>
        {wanted ? <span className="text-ink-3"> {t("wanted", { step: inWords(wanted) })}</span> : null}
      </p>
      <Button
        size="sm"
        aria-pressed={taken}
        hint={key("desk", "recommended")}
        onMouseDown={(event) => event.preventDefault()}
        onClick={onTake}
      >
        {t(taken ? "taken" : "take")}
      </Button>
    </div>
  );
}

/** A step of the ladder as a person would say it: "suspend account for 7 days". */
export function useStepWords(): (step: LadderStep) => string {
  const t = useTranslations("strikes");
  const ta = useTranslations("action");
  const duration = useDuration();
  return ({ action, hours }) =>
    hours === null
      ? ta(action)
      : t("stepFor", {
          action: ta(action),
          time: duration.short(hours * 3600),
        });
}
