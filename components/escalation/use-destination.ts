"use client";

import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { Destination } from "#lib/escalation/view.ts";
import type { CaseView } from "#lib/review/schema.ts";
import { useCaseEscalation } from "./use-case-escalation.ts";

/** Where an escalation would go, by when, and whether anybody is there: one line, before it is sent. */
export function useDestinationWords(): (destination: Destination) => string {
  const t = useTranslations("escalation");
  const locale = useLocale();
  const format = useFormatter();
  return ({ queue, dueAt, away }) => {
    const due = format.dateTime(new Date(dueAt), { weekday: "short", hour: "2-digit", minute: "2-digit" });
    if (!queue) return t("nowhere", { due });
    return t(away ? "goesToNobody" : "goesTo", { queue: queue[locale], due });
  };
}

/** Where the case on the desk would go. */
export function useWhereTo(view: CaseView): string {
  const t = useTranslations("desk");
  const words = useDestinationWords();
  const escalation = useCaseEscalation(view)?.escalation;
  return escalation ? words(escalation) : t("escalateHint");
}

/** What became of an escalation, in words: never silence. */
export function useArrival() {
  const t = useTranslations("escalation");
  const locale = useLocale();
  const format = useFormatter();
  return (number: number, { queue, dueAt, away }: Destination) => {
    const due = format.dateTime(new Date(dueAt), { weekday: "short", hour: "2-digit", minute: "2-digit" });
    if (!queue) return { tone: "bad", text: t("stayed", { number, due }) } as const;
    return away
      ? ({ tone: "warn", text: t("wentToNobody", { number, queue: queue[locale], due }) } as const)
      : ({ tone: "ok", text: t("went", { number, queue: queue[locale], due }) } as const);
  };
}
