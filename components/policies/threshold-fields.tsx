"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWords } from "#components/review/use-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/field.tsx";
import { languageTagSchema, type Thresholds } from "#lib/policy/schema.ts";
import type { FieldErrors } from "./use-field-errors.ts";

type Props = { thresholds: Thresholds; errors: FieldErrors; onChange: (thresholds: Thresholds) => void };
type Pair = { automatic: number | null; review: number };

/** The default pair, and a pair of its own for each language that needs one. */
export function ThresholdFields({ thresholds, errors, onChange }: Props) {
  const t = useTranslations("policyEdit");
  const tp = useTranslations("policies");
  const words = useWords();
  const [language, setLanguage] = useState("");
  const own = Object.entries(thresholds.languages ?? {});
  const mayAdd = languageTagSchema.safeParse(language).success && !thresholds.languages?.[language];
  const setOwn = (entries: [string, Pair][]) => {
    const { languages: _languages, ...rest } = thresholds;
    onChange(entries.length > 0 ? { ...rest, languages: Object.fromEntries(entries) } : rest);
  };
  const add = () => {
    setOwn([...own, [language, { automatic: thresholds.automatic, review: thresholds.review }]]);
    setLanguage("");
  };
  return (
    <fieldset className="grid min-w-0 gap-2">
      <legend className="mb-1 text-ink-2">{t("thresholds")}</legend>
      <div className="grid grid-cols-[minmax(0,1fr)_112px_112px_64px] max-md:grid-cols-[minmax(0,1fr)_84px_84px_52px] items-center gap-x-2 gap-y-1.5">
        <span className="text-xs text-ink-3">{t("language")}</span>
        <span className="text-xs text-ink-3">{tp("review")}</span>
        <span className="text-xs text-ink-3">{tp("automatic")}</span>
        <span />
        <PairRow
          name={t("everyLanguage")}
          path="thresholds"
          pair={thresholds}
          errors={errors}
          onChange={(pair) => onChange({ ...thresholds, ...pair })}
        />
        {own.map(([tag, pair]) => (
          <PairRow
            key={tag}
            name={words.language(tag)}
            path={`thresholds.languages.${tag}`}
            pair={pair}
            errors={errors}
            onChange={(changed) => setOwn(own.map(([other, was]) => [other, other === tag ? changed : was]))}
            onRemove={() => setOwn(own.filter(([other]) => other !== tag))}
          />
        ))}
      </div>
      {thresholds.automaticLanguages ? (
        <p className="text-xs text-ink-3">
          {t("automaticOnlyIn", { languages: thresholds.automaticLanguages.map(words.language).join(" · ") })}
        </p>
      ) : null}
      <div className="flex items-center gap-2">
        <Input
          aria-label={t("languageTag")}
          placeholder={t("languageTag")}
          dir="ltr"
          className="max-w-44"
          value={language}
          onChange={(event) => setLanguage(event.currentTarget.value.trim())}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            if (mayAdd) add();
          }}
        />
        <Button size="sm" disabled={!mayAdd} onClick={add}>
          {t("addLanguage")}
        </Button>
      </div>
    </fieldset>
  );
}

type RowProps = {
  name: string;
  path: string;
  pair: Pair;
  errors: FieldErrors;
  onChange: (pair: Pair) => void;
  onRemove?: () => void;
};

function PairRow({ name, path, pair, errors, onChange, onRemove }: RowProps) {
  const t = useTranslations("policyEdit");
  const tp = useTranslations("policies");
  const error = errors(`${path}.automatic`) ?? errors(`${path}.review`);
  const field = (key: keyof Pair) => (
    <Input
      type="number"
      inputMode="decimal"
      min={0}
      max={1}
      step={0.01}
      dir="ltr"
      aria-label={`${name}: ${tp(key)}`}
      aria-invalid={errors(`${path}.${key}`) ? true : undefined}
      placeholder={key === "automatic" ? tp("never") : undefined}
      value={pair[key] ?? ""}
      onChange={(event) => {
        const { value, valueAsNumber } = event.currentTarget;
        if (value === "") onChange({ ...pair, [key]: key === "automatic" ? null : 0 });
        else if (Number.isFinite(valueAsNumber)) onChange({ ...pair, [key]: valueAsNumber });
      }}
    />
  );
  return (
    <>
      <span className="truncate">{name}</span>
      {field("review")}
      {field("automatic")}
      {onRemove ? (
        <Button variant="quiet" size="sm" onClick={onRemove} aria-label={`${t("takeOut")}: ${name}`}>
          {t("takeOut")}
        </Button>
      ) : (
        <span />
      )}
      {error ? <p className="col-span-4 text-xs text-bad">{error}</p> : null}
    </>
  );
}
