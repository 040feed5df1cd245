"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { request } from "#components/api/request.ts";
import { queryKeys } from "#components/review/query-keys.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox, Input } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { MOST_ITEMS, type SuggestedCase } from "#lib/quality/schema.ts";
import type { QualityChoices } from "./choices.ts";

type Props = {
  choices: QualityChoices;
  chosen: readonly SuggestedCase[];
  onChange: (chosen: readonly SuggestedCase[]) => void;
};

/** Cases by search, by filter, among recent disagreements, or by their numbers. */
export function CasePicker({ choices, chosen, onChange }: Props) {
  const t = useTranslations("quality.sessions");
  const [from, setFrom] = useState<"decided" | "disagreements">("decided");
  const [text, setText] = useState("");
  const [policy, setPolicy] = useState("");
  const [numbers, setNumbers] = useState("");
  const query = new URLSearchParams({ from, ...(text && { text }), ...(policy && { policy }) }).toString();
  const { data: found = [], isPending } = useQuery({
    queryKey: queryKeys.area(`quality/cases?${query}`),
    queryFn: () =>
      request<{ cases: SuggestedCase[] }>(`/api/console/quality/cases?${query}`).then(
        (answer) => answer.cases,
      ),
    placeholderData: (before) => before,
  });
  const has = (number: number) => chosen.some((one) => one.number === number);
  const add = (cases: readonly SuggestedCase[]) =>
    onChange([...chosen, ...cases.filter(({ number }) => !has(number))].slice(0, MOST_ITEMS));
  const drop = (number: number) => onChange(chosen.filter((one) => one.number !== number));
  const shown = [...chosen, ...found.filter(({ number }) => !has(number))];
  function addNumbers() {
    const typed = [...new Set(numbers.match(/\d+/g)?.map(Number) ?? [])].filter((number) => number > 0);
    add(typed.map((number) => ({ number, excerpt: "", language: null, policyCode: null })));
    setNumbers("");
  }
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-ink-2">{t("choose", { count: chosen.length })}</legend>
      <div className="flex flex-wrap gap-2">
        <Select
          fit
          aria-label={t("from")}
          value={from}
          onChange={(event) =>
            setFrom(event.currentTarget.value === "disagreements" ? "disagreements" : "decided")
          }
        >
          <option value="decided">{t("fromDecided")}</option>
          <option value="disagreements">{t("fromDisagreements")}</option>
        </Select>
        <Select
          fit
          className="max-w-48"
          aria-label={t("policy")}
          value={policy}
          onChange={(event) => setPolicy(event.currentTarget.value)}
        >
          <option value="">{t("anyPolicy")}</option>
          {choices.policies.map(({ code, title }) => (
            <option key={code} value={code}>
              {code} {title}
            </option>
          ))}
        </Select>
        <Input
          className="min-w-40 flex-1"
          type="search"
          dir="auto"
          aria-label={t("search")}
          placeholder={t("search")}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <div className="grid max-h-56 gap-1 overflow-y-auto rounded-md border border-line p-2">
        {shown.length === 0 ? (
          <p className="text-ink-2">{isPending ? t("looking") : t("nothingFound")}</p>
        ) : (
          shown.map((one) => (
            <Checkbox
              key={one.number}
              checked={has(one.number)}
              onChange={(event) => (event.currentTarget.checked ? add([one]) : drop(one.number))}
              label={
                <>
                  {t("number", { number: one.number })}{" "}
                  {one.policyCode ? <bdi className="text-ink-3">{one.policyCode}</bdi> : null}{" "}
                  <span dir="auto" className="text-ink-2">
                    {one.excerpt}
                  </span>
                </>
              }
            />
          ))
        )}
      </div>
      <div className="flex gap-2">
        <Input
          dir="ltr"
          aria-label={t("numbers")}
          placeholder={t("numbers")}
          value={numbers}
          onChange={(event) => setNumbers(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            addNumbers();
          }}
        />
        <Button onClick={addNumbers}>{t("addNumbers")}</Button>
      </div>
    </fieldset>
  );
}
