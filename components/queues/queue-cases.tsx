"use client";

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { BulkLink } from "#components/bulk/bulk-link.tsx";
import { useKeyLabel } from "#components/keys/keymap-context.tsx";
import { useKeys } from "#components/keys/use-keys.ts";
import { useLiveInterval } from "#components/live/live-state.ts";
import { reviewApi } from "#components/review/api.ts";
import { queryKeys } from "#components/review/query-keys.ts";
import { useQueues } from "#components/shell/use-queues.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import { Page } from "#components/ui/page.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { type CaseFilter, filterToQuery, isNarrow } from "#lib/review/case-filter.ts";
import type { CasePage, QueueSummary } from "#lib/review/queue-schema.ts";
import { CasesTable } from "./cases-table.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { GapNotices } from "./gap-notices.tsx";
import { QueueState } from "./queue-state.tsx";
import { ReviewingNow } from "./reviewing-now.tsx";
import { useCaseFilter } from "./use-case-filter.ts";
import { useReviewNext } from "./use-review-next.ts";
import { ViewsMenu } from "./views-menu.tsx";

const PAGE_SIZE = 50;
const REFRESH_MS = 5_000;
/** Counts are dearer than a page, and a little older is soon enough. */
const COUNTS_REFRESH_MS = 10_000;
/** Past this many pages the list is read, not watched: refetching all of it every few seconds helps nobody. */
const MOST_LIVE_PAGES = 2;

type QueueCasesProps = {
  initialQueue: QueueSummary;
  firstPage: CasePage;
  /** What the first page was narrowed by. */
  firstFilter: CaseFilter;
  may: { decide: boolean; bulk: boolean; shareViews: boolean; editSkills: boolean };
};

/** One queue: its cases in working order under a filter, and the way to the next. */
export function QueueCases({ initialQueue, firstPage, firstFilter, may }: QueueCasesProps) {
  const t = useTranslations("list");
  const locale = useLocale();
  const key = useKeyLabel();
  const problemText = useProblemText();
  const { slug } = initialQueue;
  const queue = useQueues(undefined).find((entry) => entry.slug === slug) ?? initialQueue;
  const state = useCaseFilter();
  const { filter } = state;
  const pages = useCasePages(slug, filter, firstPage, firstFilter);
  const counts = useQuery({
    queryKey: queryKeys.facets(slug, filter),
    queryFn: () => reviewApi.facets(slug, filter),
    refetchInterval: COUNTS_REFRESH_MS,
    placeholderData: keepPreviousData,
  });
  const cases = pages.data?.pages.flatMap((page) => page.cases) ?? [];
  const { review, busy } = useReviewNext();
  const reviewNext = may.decide && cases.length > 0 && !busy ? () => review({ slug, filter }) : undefined;
  useKeys("list", { next: reviewNext, start: reviewNext });
  const narrow = isNarrow(filter);

  return (
    <Page
      title={queue.name[locale]}
      aside={
        <>
          <ReviewingNow reviewing={queue.reviewing} />
          <QueueState queue={queue} />
          {may.bulk && cases.length > 0 ? <BulkLink queue={slug} /> : null}
          {may.decide ? (
            <Button variant="primary" hint={key("list", "next")} disabled={!reviewNext} onClick={reviewNext}>
              {t("reviewNext")}
            </Button>
          ) : null}
        </>
      }
    >
      <GapNotices gaps={queue.gaps} state={state} mayEditSkills={may.editSkills} />
      <FilterBar
        state={state}
        counts={counts.data}
        views={<ViewsMenu slug={slug} state={state} mayShare={may.shareViews} />}
      />
      {pages.isPending ? (
        <Card>
          <SkeletonRows />
        </Card>
      ) : pages.isError && cases.length === 0 ? (
        <ErrorState detail={problemText(pages.error)} onRetry={() => void pages.refetch()} />
      ) : cases.length === 0 ? (
        <EmptyState
          title={t(narrow ? "noMatchTitle" : "clearTitle")}
          action={
            narrow ? (
              <Button onClick={state.clear}>{t("showAll")}</Button>
            ) : (
              <Link href="/queues" className={buttonClass()}>
                {t("otherQueues")}
              </Link>
            )
          }
        >
          {t(narrow ? "noMatchDetail" : "clearDetail")}
        </EmptyState>
      ) : (
        <Card className="overflow-hidden">
          <CasesTable
            cases={cases}
            label={queue.name[locale]}
            soonSeconds={queue.warningSeconds}
            onNearEnd={pages.hasNextPage && !pages.isFetching ? () => void pages.fetchNextPage() : undefined}
          />
          <LoadMore
            hasMore={pages.hasNextPage}
            busy={pages.isFetchingNextPage}
            onMore={() => void pages.fetchNextPage()}
          />
        </Card>
      )}
    </Page>
  );
}

/** The pages of the list. The server's first page paints first, where it is of this filter. */
function useCasePages(slug: string, filter: CaseFilter, firstPage: CasePage, firstFilter: CaseFilter) {
  const interval = useLiveInterval(REFRESH_MS);
  const [of] = useState(() => JSON.stringify(filterToQuery(firstFilter)));
  return useInfiniteQuery({
    queryKey: queryKeys.cases(slug, filter),
    queryFn: ({ pageParam }) => reviewApi.cases(slug, filter, pageParam, PAGE_SIZE),
    initialPageParam: null as string | null,
    getNextPageParam: (page: CasePage) => page.nextCursor,
    ...(JSON.stringify(filterToQuery(filter)) === of
      ? { initialData: { pages: [firstPage], pageParams: [null] } }
      : {}),
    refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) > MOST_LIVE_PAGES ? false : interval),
  });
}
