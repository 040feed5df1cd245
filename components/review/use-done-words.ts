"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useDuration } from "#components/time/use-duration.ts";
import type { DecisionView } from "#lib/review/schema.ts";
import { useWords } from "./use-words.ts";

type Done = Pick<DecisionView, "action" | "hours" | "measures">;

/** What a decision did, all of it: "Account suspended for 7 days, Removed". */
export function useDoneWords(): (decision: Done) => string {
  const t = useTranslations("history");
  const words = useWords();
  const format = useFormatter();
  const duration = useDuration();
  const one = (action: string, hours: number | null) =>
    hours === null
      ? words.done(action)
      : `${words.done(action)} ${t("forHours", { time: duration.short(hours * 3600) })}`;
  return ({ action, hours, measures }) =>
    format.list([one(action, hours), ...measures.map((measure) => one(measure.action, measure.hours))], {
      type: "unit",
    });
}
