"use client";

import { useFormatter, useTranslations } from "next-intl";
import { type ComponentProps, useState } from "react";
import { buttonClass } from "#components/ui/button.tsx";
import { cx } from "#components/ui/cx.ts";
import { Checkbox, Input } from "#components/ui/field.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { Popover } from "#components/ui/popover.tsx";
import type { CaseFilter, Facet, FacetCounts } from "#lib/review/case-filter.ts";
import { useFacetWords } from "./use-facet-words.ts";

/** From this many values a field finds one by its name. */
const MANY_VALUES = 10;

type FacetMenuProps = {
  facet: Facet;
  filter: CaseFilter;
  counts: FacetCounts["facets"][Facet] | undefined;
  onToggle: (value: string) => void;
};

/** One facet: its values with their counts, any number of them ticked. */
export function FacetMenu({ facet, filter, counts, onToggle }: FacetMenuProps) {
  const words = useFacetWords();
  const format = useFormatter();
  const chosen = filter[facet] ?? [];
  return (
    <Popover
      label={words.facet(facet)}
      trigger={
        <Trigger data-facet={facet} active={chosen.length > 0}>
          {words.facet(facet)}
          {chosen.length > 0 ? <span className="tabular-nums">{format.number(chosen.length)}</span> : null}
          <Icon name="chevronDown" className="size-3.5 text-ink-3" />
        </Trigger>
      }
    >
      <Values facet={facet} chosen={chosen} counts={counts} onToggle={onToggle} />
    </Popover>
  );
}

function Trigger({ active, ...rest }: ComponentProps<"button"> & { active: boolean }) {
  return (
    <button
      type="button"
      className={cx(buttonClass("default", "sm"), "gap-1", active && "border-accent text-accent")}
      {...rest}
    />
  );
}

function Values({
  facet,
  chosen,
  counts,
  onToggle,
}: Pick<FacetMenuProps, "facet" | "counts" | "onToggle"> & { chosen: readonly string[] }) {
  const t = useTranslations("filter");
  const words = useFacetWords();
  const format = useFormatter();
  const [find, setFind] = useState("");
  if (!counts) return <p className="text-ink-3">{t("counting")}</p>;
  const named = counts.map((row) => ({ ...row, text: words.value(facet, row.value) }));
  const shown = named.filter(({ text }) => text.toLowerCase().includes(find.trim().toLowerCase()));
  return (
    <div className="grid gap-2">
      {counts.length >= MANY_VALUES ? (
        <Input
          type="search"
          dir="auto"
          value={find}
          onChange={(event) => setFind(event.target.value)}
          aria-label={t("find")}
          placeholder={t("find")}
        />
      ) : null}
      {shown.length === 0 ? <p className="text-ink-3">{t("noValues")}</p> : null}
      <fieldset className="grid max-h-72 gap-0.5 overflow-y-auto">
        <legend className="sr-only">{words.facet(facet)}</legend>
        {shown.map(({ value, count, text }) => (
          <Checkbox
            key={value}
            className="rounded-md px-1 py-1 hover:bg-hover [&>span]:min-w-0 [&>span]:flex-1"
            checked={chosen.includes(value)}
            onChange={() => onToggle(value)}
            label={
              <span className="flex min-w-0 items-baseline justify-between gap-3">
                <bdi className="min-w-0 break-words">{text}</bdi>
                <span className={cx("text-xs tabular-nums", count === 0 ? "text-ink-3" : "text-ink-2")}>
                  {format.number(count)}
                </span>
              </span>
            }
          />
        ))}
      </fieldset>
    </div>
  );
}
