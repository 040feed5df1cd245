"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { useKeyLabel } from "#components/keys/keymap-context.tsx";
import { useKeys } from "#components/keys/use-keys.ts";
import { Button } from "#components/ui/button.tsx";
import { cx } from "#components/ui/cx.ts";
import { Icon } from "#components/ui/icon.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { FACETS, type FacetCounts, isNarrow } from "#lib/review/case-filter.ts";
import { FacetMenu } from "./facet-menu.tsx";
import type { CaseFilterState } from "./use-case-filter.ts";
import { useFacetWords } from "./use-facet-words.ts";

type FilterBarProps = {
  state: CaseFilterState;
  counts: FacetCounts | undefined;
  /** Saved views, at the end of the bar. */
  views: ReactNode;
};

/** What the list is narrowed by: a menu per facet, and what was chosen as chips that can be taken off. */
export function FilterBar({ state, counts, views }: FilterBarProps) {
  const t = useTranslations("filter");
  const words = useFacetWords();
  const key = useKeyLabel();
  const bar = useRef<HTMLDivElement>(null);
  const [unfolded, setUnfolded] = useState(false);
  const { filter } = state;
  const chosen = FACETS.flatMap((facet) => (filter[facet] ?? []).map((value) => ({ facet, value })));
  useKeys("list", {
    filter: () => {
      setUnfolded(true);
      bar.current?.querySelector<HTMLButtonElement>("button[data-facet]")?.focus();
    },
  });
  return (
    <section aria-label={t("title")} className="mb-3 grid gap-2">
      <div ref={bar} className="flex flex-wrap items-center gap-1.5">
        <Button
          size="sm"
          className="md:hidden"
          aria-expanded={unfolded}
          onClick={() => setUnfolded(!unfolded)}
        >
          {chosen.length > 0 ? t("titleWith", { count: chosen.length }) : t("title")}
        </Button>
        <span className="flex items-center gap-1.5 pe-1 text-ink-2 max-md:hidden">
          {t("title")}
          <Kbd>{key("list", "filter")}</Kbd>
        </span>
        <div className={cx("contents", !unfolded && "max-md:hidden")}>
          {FACETS.map((facet) => (
            <FacetMenu
              key={facet}
              facet={facet}
              filter={filter}
              counts={counts?.facets[facet]}
              onToggle={(value) => state.toggle(facet, value)}
            />
          ))}
        </div>
        <div className="ms-auto">{views}</div>
      </div>
      {isNarrow(filter) ? (
        <div className="flex flex-wrap items-center gap-1.5">
          <span className="text-ink-2 tabular-nums" role="status">
            {counts ? t("matching", { count: counts.total }) : t("counting")}
          </span>
          {chosen.map(({ facet, value }) => (
            <button
              key={`${facet} ${value}`}
              type="button"
              aria-label={t("remove", { facet: words.facet(facet), value: words.value(facet, value) })}
              onClick={() => state.toggle(facet, value)}
              className="inline-flex h-6 max-w-full items-center gap-1 rounded-full bg-accent-soft ps-2 pe-1 text-xs text-accent hover:brightness-95 pointer-coarse:h-8"
            >
              <span className="truncate">
                {words.facet(facet)}: <bdi>{words.value(facet, value)}</bdi>
              </span>
              <Icon name="close" className="size-3" />
            </button>
          ))}
          <Button variant="quiet" size="sm" onClick={state.clear}>
            {t("clear")}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
