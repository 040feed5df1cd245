"use client";

import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { Tone } from "#components/ui/tag.tsx";
import type { Reason } from "#lib/policy/schema.ts";

const languageNames = new Map<string, Intl.DisplayNames>();

/** A language's name in the reader's language; the code itself when it is none. Making a DisplayNames is slow. */
function languageName(locale: string, code: string): string {
  const names = languageNames.get(locale) ?? new Intl.DisplayNames(locale, { type: "language" });
  languageNames.set(locale, names);
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}

/** Words for names that come from data: signals, kinds, facts, languages. An unknown name stands for itself. */
export function useWords() {
  const t = useTranslations("words");
  const locale = useLocale();
  const format = useFormatter();
  const known = (group: string, name: string): string => {
    const key = `${group}.${name}` as Parameters<typeof t>[0];
    return t.has(key) ? t(key) : name.replaceAll("_", " ");
  };
  return {
    /** A source's own definition of a label is named after both. */
    signal: (name: string) => {
      const [label = name, source] = name.split("/");
      return source ? `${known("signal", label)} (${source})` : known("signal", label);
    },
    kind: (name: string) => known("kind", name),
    fact: (name: string) => known("fact", name),
    reportReason: (name: string) => known("report", name),
    purpose: (name: string) => known("purpose", name),
    done: (action: string) => known("done", action),
    language: (code: string) => languageName(locale, code),
    probability: (value: number) =>
      format.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  };
}

export type ReasonWords = { text: string; tone: Tone; detail?: string };

/** Why a case is here, as a person would say it. */
export function useReasonWords(): (reason: Reason) => ReasonWords {
  const t = useTranslations("reason");
  const words = useWords();
  return (reason) => {
    switch (reason.kind) {
      case "signal":
        return {
          tone: "bad",
          text: t("signal", {
            signal: words.signal(reason.signal),
            value: words.probability(reason.value),
            threshold: words.probability(reason.threshold),
          }),
          detail: t("signalDetail", {
            policy: reason.policyCode,
            source: reason.source,
            version: reason.version,
          }),
        };
      case "lexicon":
        return {
          tone: "warn",
          text: t("lexicon", { label: words.signal(reason.label), count: reason.terms.length }),
          detail: reason.terms.join(", "),
        };
      case "rule":
        return {
          tone: "neutral",
          text: t("rule", { name: reason.name }),
          ...(reason.version === undefined ? {} : { detail: t("ruleDetail", { version: reason.version }) }),
        };
      case "tag":
        return { tone: "accent", text: t("tag", { tag: reason.tag }) };
      case "reports":
        return {
          tone: "neutral",
          text: t("reports", { count: reason.count, reliability: words.probability(reason.reliability) }),
          detail: t("reportsDetail"),
        };
      case "reach":
        return { tone: "accent", text: t("reach", { views: reason.viewsPerHour }) };
      case "unscored":
        return { tone: "warn", text: t("unscored"), detail: reason.error };
      case "escalated":
        return { tone: "hold", text: t("escalated", { name: reason.by }) };
      case "emergency":
        return { tone: "bad", text: t("emergency", { name: reason.by }) };
      case "reopened":
        return { tone: "hold", text: t("reopened") };
      case "appeal":
        return {
          tone: "hold",
          text: t("appeal", { done: words.done(reason.action) }),
          detail: t("appealDetail"),
        };
    }
  };
}
