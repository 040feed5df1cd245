"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { useKeyLabel } from "#components/keys/keymap-context.tsx";
import { useKeys } from "#components/keys/use-keys.ts";
import { queryKeys } from "#components/review/query-keys.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import { Page } from "#components/ui/page.tsx";
import type { CandidatePage } from "#lib/bulk/schema.ts";
import { type BulkAsk, bulkApi } from "./api.ts";
import { BulkPanel, type BulkPolicy } from "./bulk-panel.tsx";
import { CandidateCard } from "./candidate-card.tsx";
import { MOST_ITEMS } from "./limits.ts";
import { useGrid } from "./use-grid.ts";

type Props = {
  from: BulkAsk["chosen"];
  /** Where they come from, in words. */
  origin: string;
  firstPage: CandidatePage;
  policies: readonly BulkPolicy[];
};

/** Many items side by side, one decision beside them. */
export function BulkPage({ from, origin, firstPage, policies }: Props) {
  const t = useTranslations("bulk");
  const router = useRouter();
  const problemText = useProblemText();
  const key = useKeyLabel();
  const grid = useRef<HTMLUListElement>(null);
  const policyRef = useRef<HTMLSelectElement>(null);
  const noteRef = useRef<HTMLTextAreaElement>(null);
  const address = new URLSearchParams({ from: from.from, ...from.query }).toString();
  const pages = useInfiniteQuery({
    queryKey: queryKeys.candidates(address),
    queryFn: ({ pageParam, signal }) => bulkApi.candidates(address, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    initialData: { pages: [firstPage], pageParams: [null] },
    // What is being chosen from must not move under the hand.
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const candidates = pages.data.pages.flatMap((page) => page.candidates);
  const state = useGrid(candidates, grid);
  useKeys("grid", {
    left: () => state.move("left", false),
    right: () => state.move("right", false),
    up: () => state.move("up", false),
    down: () => state.move("down", false),
    extendLeft: () => state.move("left", true),
    extendRight: () => state.move("right", true),
    extendUp: () => state.move("up", true),
    extendDown: () => state.move("down", true),
    toggle: state.toggleCurrent,
    all: state.all,
    none: state.none,
    reveal: state.reveal,
    open: state.current?.case ? () => router.push(`/cases/${state.current?.case?.number ?? ""}`) : undefined,
  });
  if (candidates.length === 0)
    return (
      <Page title={t("title")}>
        <EmptyState
          title={t("emptyTitle")}
          action={
            <Link href="/search" className={buttonClass()}>
              {t("backToSearch")}
            </Link>
          }
        >
          {t("emptyDetail")}
        </EmptyState>
      </Page>
    );
  return (
    <Page
      title={
        <>
          {t("title")} <span className="ms-2 text-sm font-normal text-ink-2">{origin}</span>
        </>
      }
      aside={
        <>
          <span role="status" className="text-ink-2">
            {t("selected", { count: state.chosen.length, total: state.free.length })}
          </span>
          <Button size="sm" hint={key("grid", "all")} onClick={state.all}>
            {t("all")}
          </Button>
          <Button size="sm" variant="quiet" hint={key("grid", "none")} onClick={state.none}>
            {t("none")}
          </Button>
        </>
      }
    >
      <div className="grid grid-cols-[minmax(0,1fr)_300px] items-start gap-4 max-lg:grid-cols-[minmax(0,1fr)]">
        <div className="grid gap-3">
          {from.from === "similar" ? <Radius onChoose={state.within} /> : null}
          <ul
            ref={grid}
            aria-label={t("grid")}
            className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,250px),1fr))] gap-3"
          >
            {candidates.map((item) => (
              <CandidateCard
                key={item.itemId}
                item={item}
                chosen={state.selection.chosen.has(item.itemId)}
                revealed={state.revealed.has(item.itemId)}
                onToggle={(stretch) => state.toggle(item.itemId, stretch)}
                onFocus={() => state.focus(item.itemId)}
              />
            ))}
          </ul>
          {pages.isError ? (
            <ErrorState detail={problemText(pages.error)} onRetry={() => void pages.refetch()} />
          ) : null}
          <LoadMore
            hasMore={pages.hasNextPage && candidates.length < MOST_ITEMS}
            busy={pages.isFetchingNextPage}
            onMore={() => void pages.fetchNextPage()}
          />
        </div>
        <aside className="sticky top-0 max-lg:static">
          <BulkPanel
            chosen={state.chosen}
            from={from}
            policies={policies}
            policyRef={policyRef}
            noteRef={noteRef}
          />
        </aside>
      </div>
    </Page>
  );
}

const STEP = 0.01;
const LEAST = 0.3;

/** Chooses by likeness: moving it chooses all that are at least so alike, and no others. */
function Radius({ onChoose }: { onChoose: (radius: number) => void }) {
  const t = useTranslations("bulk");
  const format = useFormatter();
  const [radius, setRadius] = useState(1);
  return (
    <label className="flex flex-wrap items-center gap-2 text-xs text-ink-2">
      {t("radius")}
      <input
        type="range"
        min={LEAST}
        max={1}
        step={STEP}
        value={radius}
        className="accent-accent"
        onChange={(event) => {
          const value = Number(event.currentTarget.value);
          setRadius(value);
          onChoose(value);
        }}
      />
      <span className="min-w-[5ch] tabular-nums">{format.number(radius, { style: "percent" })}</span>
    </label>
  );
}
