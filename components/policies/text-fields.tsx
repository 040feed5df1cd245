"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWords } from "#components/review/use-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Field, Input, Textarea } from "#components/ui/field.tsx";
import type { PolicyContent } from "#lib/policy/policy-content.ts";
import { languageTagSchema } from "#lib/policy/schema.ts";
import type { FieldErrors } from "./use-field-errors.ts";

type ExamplesProps = {
  kind: "allowed" | "notAllowed";
  examples: readonly string[];
  errors: FieldErrors;
  onChange: (examples: string[]) => void;
};

/** Sentences that show where the line runs, one field each. */
export function ExamplesField({ kind, examples, errors, onChange }: ExamplesProps) {
  const t = useTranslations("policyEdit");
  return (
    <fieldset className="grid content-start gap-1.5">
      <legend className="mb-1 text-ink-2">{t(`examples.${kind}`)}</legend>
      {examples.map((example, index) => {
        const name = `${t(`examples.${kind}`)} ${index + 1}`;
        const error = errors(`examples.${kind}.${index}`);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a field keeps its place while its text is typed.
          <div key={index} className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-1">
            <Textarea
              rows={2}
              dir="auto"
              aria-label={name}
              aria-invalid={error ? true : undefined}
              value={example}
              onChange={(event) => onChange(examples.with(index, event.currentTarget.value))}
            />
            <Button
              variant="quiet"
              size="sm"
              aria-label={`${t("takeOut")}: ${name}`}
              onClick={() => onChange(examples.filter((_, other) => other !== index))}
            >
              {t("takeOut")}
            </Button>
            {error ? <p className="text-xs text-bad">{error}</p> : null}
          </div>
        );
      })}
      <div>
        <Button size="sm" onClick={() => onChange([...examples, ""])}>
          {t("addExample")}
        </Button>
      </div>
    </fieldset>
  );
}

type Translations = PolicyContent["translations"];
type TranslationsProps = {
  translations: Translations;
  errors: FieldErrors;
  onChange: (translations: Translations) => void;
};

/** Title and text in other languages. */
export function TranslationFields({ translations, errors, onChange }: TranslationsProps) {
  const t = useTranslations("policyEdit");
  const tp = useTranslations("policies");
  const words = useWords();
  const [language, setLanguage] = useState("");
  const mayAdd = languageTagSchema.safeParse(language).success && !translations[language];
  return (
    <div className="grid gap-4">
      {Object.entries(translations).map(([tag, { title, text }]) => (
        <fieldset key={tag} className="grid gap-2">
          <legend className="mb-1 font-semibold">{words.language(tag)}</legend>
          <Field label={tp("name")} error={errors(`translations.${tag}.title`)}>
            {(control) => (
              <Input
                {...control}
                dir="auto"
                lang={tag}
                value={title}
                onChange={(event) =>
                  onChange({ ...translations, [tag]: { title: event.currentTarget.value, text } })
                }
              />
            )}
          </Field>
          <Field label={tp("text")} error={errors(`translations.${tag}.text`)}>
            {(control) => (
              <Textarea
                {...control}
                rows={6}
                dir="auto"
                lang={tag}
                value={text}
                onChange={(event) =>
                  onChange({ ...translations, [tag]: { title, text: event.currentTarget.value } })
                }
              />
            )}
          </Field>
          <div>
            <Button
              variant="quiet"
              size="sm"
              onClick={() => {
                const { [tag]: _gone, ...rest } = translations;
                onChange(rest);
              }}
            >
              {t("takeOutLanguage", { language: words.language(tag) })}
            </Button>
          </div>
        </fieldset>
      ))}
      <div className="flex items-center gap-2">
        <Input
          aria-label={t("translateInto")}
          placeholder={t("languageTag")}
          dir="ltr"
          className="max-w-44"
          value={language}
          onChange={(event) => setLanguage(event.currentTarget.value.trim())}
        />
        <Button
          size="sm"
          disabled={!mayAdd}
          onClick={() => {
            onChange({ ...translations, [language]: { title: "", text: "" } });
            setLanguage("");
          }}
        >
          {t("translateInto")}
        </Button>
      </div>
    </div>
  );
}
