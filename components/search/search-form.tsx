"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useTransition } from "react";
import { useKeyLabel } from "#components/keys/keymap-context.tsx";
import { useWords } from "#components/review/use-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { Select } from "#components/ui/select.tsx";
import { actionSchema } from "#lib/policy/schema.ts";
import { ITEM_KINDS, ITEM_STATES, type SearchQuery } from "#lib/search/schema.ts";
import { type SearchAddress, searchHref } from "./address.ts";
import { SEARCH_FIELD } from "./search-field.ts";

export type PolicyChoice = { code: string; title: { en: string; fa: string } };
type Props = { query: SearchQuery; policies: readonly PolicyChoice[] };

/** What is asked. The address holds it, so that a search can be kept and sent to a colleague. */
export function SearchForm({ query, policies }: Props) {
  const t = useTranslations("search");
  const locale = useLocale();
  const words = useWords();
  const key = useKeyLabel();
  const router = useRouter();
  const [loading, startLoading] = useTransition();
  const ask = (form: HTMLFormElement) => {
    const asked = Object.fromEntries(new FormData(form)) as SearchAddress;
    const kept = asked.q ? {} : { similar: query.similar, radius: query.radius };
    startLoading(() => router.push(searchHref({ ...kept, ...asked } as SearchAddress), { scroll: false }));
  };
  const select = (name: keyof SearchQuery & string, label: string, choices: [string, string][]) => (
    <Field label={label}>
      {(control) => (
        <Select
          {...control}
          name={name}
          defaultValue={String(query[name] ?? "")}
          onChange={(event) => event.currentTarget.form && ask(event.currentTarget.form)}
        >
          <option value="">{t("filter.any")}</option>
          {choices.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
  const field = (name: keyof SearchQuery & string, label: string, rest: Record<string, string>) => (
    <Field label={label}>
      {(control) => (
        <Input {...control} name={name} dir="ltr" defaultValue={String(query[name] ?? "")} {...rest} />
      )}
    </Field>
  );
  return (
    <search>
      <form
        aria-busy={loading}
        className="grid gap-3 aria-busy:opacity-70"
        onSubmit={(event) => {
          event.preventDefault();
          ask(event.currentTarget);
        }}
      >
        <div className="flex items-center gap-2">
          <div className="relative min-w-0 flex-1">
            <Input
              id={SEARCH_FIELD}
              name="q"
              type="search"
              dir="auto"
              maxLength={500}
              aria-label={t("field")}
              aria-keyshortcuts={key("global", "find")}
              placeholder={t("placeholder")}
              defaultValue={query.q ?? ""}
              className="h-9! w-full pe-9"
            />
            <Kbd className="absolute end-2 top-2">{key("global", "find")}</Kbd>
          </div>
          <Button type="submit" variant="primary">
            {t("go")}
          </Button>
        </div>
        <fieldset className="grid grid-cols-[repeat(auto-fill,minmax(132px,1fr))] gap-2 text-xs">
          <legend className="sr-only">{t("filter.label")}</legend>
          {select(
            "state",
            t("filter.state"),
            ITEM_STATES.map((state) => [state, t(`state.${state}`)]),
          )}
          {select(
            "policy",
            t("filter.policy"),
            policies.map(({ code, title }) => [code, `${code} ${title[locale]}`]),
          )}
          {select(
            "action",
            t("filter.action"),
            actionSchema.options.map((action) => [action, words.done(action)]),
          )}
          {select(
            "kind",
            t("filter.kind"),
            ITEM_KINDS.map((kind) => [kind, words.kind(kind)]),
          )}
          {field("language", t("filter.language"), { placeholder: t("filter.languageHint") })}
          {field("surface", t("filter.surface"), { placeholder: t("filter.surfaceHint") })}
          {field("account", t("filter.account"), { placeholder: t("filter.accountHint") })}
          {field("from", t("filter.from"), { type: "date" })}
          {field("to", t("filter.to"), { type: "date" })}
        </fieldset>
      </form>
    </search>
  );
}
