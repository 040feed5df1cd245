"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useTransition } from "react";
import { useWords } from "#components/review/use-words.ts";
import { buttonClass } from "#components/ui/button.tsx";
import {
  type Insights,
  type InsightsQuery,
  insightsQuerySchema,
  WINDOW_WEEKS,
} from "#lib/insights/schema.ts";
import { csvHref, insightsHref } from "./address.ts";

type Props = { query: InsightsQuery; options: Insights["options"] };

/** The filters; the address holds them, so that a view can be sent to a colleague. */
export function InsightsFilters({ query, options }: Props) {
  const t = useTranslations("insights");
  const locale = useLocale();
  const words = useWords();
  const router = useRouter();
  const [loading, startLoading] = useTransition();
  const select = (name: keyof InsightsQuery, label: string, choices: [value: string, text: string][]) => (
    <select
      aria-label={label}
      value={String(query[name] ?? "")}
      className={`${buttonClass()} max-w-44`}
      onChange={(event) => {
        const chosen = insightsQuerySchema.parse({ ...query, [name]: event.currentTarget.value });
        startLoading(() => router.push(insightsHref(chosen), { scroll: false }));
      }}
    >
      {choices.map(([value, text]) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>
  );
  return (
    <div aria-busy={loading} className="flex flex-wrap items-center gap-2 aria-busy:opacity-60">
      {select(
        "weeks",
        t("filter.window"),
        WINDOW_WEEKS.map((weeks) => [String(weeks), t("filter.weeks", { weeks })]),
      )}
      {select("by", t("filter.by"), [
        ["views", t("filter.views")],
        ["posts", t("filter.posts")],
      ])}
      {select("policy", t("filter.policy"), [
        ...(options.allPolicies ? [["", t("filter.allPolicies")] as [string, string]] : []),
        ...options.policies.map(({ code, title }): [string, string] => [code, `${code} ${title[locale]}`]),
      ])}
      {select("language", t("filter.language"), [
        ["", t("filter.allLanguages")],
        ...withChosen(options.languages, query.language).map((code): [string, string] => [
          code,
          words.language(code),
        ]),
      ])}
      {select("surface", t("filter.surface"), [
        ["", t("filter.allSurfaces")],
        ...withChosen(options.surfaces, query.surface).map((surface): [string, string] => [surface, surface]),
      ])}
      <a href={csvHref(query)} download className={buttonClass()}>
        {t("export")}
      </a>
    </div>
  );
}

/** What is chosen stays in the list, even when nothing new has that value. */
function withChosen(values: readonly string[], chosen: string | undefined): string[] {
  return chosen && !values.includes(chosen) ? [...values, chosen] : [...values];
}
