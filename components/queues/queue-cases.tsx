"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
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
import { Tag } from "#components/ui/tag.tsx";
import type { CasePage, QueueSummary } from "#lib/review/schema.ts";
import { CasesTable } from "./cases-table.tsx";
import { useReviewNext } from "./use-review-next.ts";

const PAGE_SIZE = 50;
const REFRESH_MS = 5_000;
/** Past this many pages the list is read, not watched: refetching all of it every few seconds helps nobody. */
const MOST_LIVE_PAGES = 2;

type QueueCasesProps = {
  initialQueue: QueueSummary;
  firstPage: CasePage;
  mayDecide: boolean;
  mayBulk: boolean;
};

/** One queue: its cases in working order, and the way to the next. */
export function QueueCases({ initialQueue, firstPage, mayDecide, mayBulk }: QueueCasesProps) {
  const t = useTranslations("list");
  const locale = useLocale();
  const key = useKeyLabel();
  const problemText = useProblemText();
  const { slug } = initialQueue;
  const queue = useQueues(undefined).find((entry) => entry.slug === slug) ?? initialQueue;
  const interval = useLiveInterval(REFRESH_MS);
  const pages = useInfiniteQuery({
    queryKey: queryKeys.cases(slug),
    queryFn: ({ pageParam }) => reviewApi.cases(slug, pageParam, PAGE_SIZE),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    initialData: { pages: [firstPage], pageParams: [null] },
    refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) > MOST_LIVE_PAGES ? false : interval),
  });
  const cases = pages.data.pages.flatMap((page) => page.cases);
  const { review, busy } = useReviewNext();
  const reviewNext = mayDecide && cases.length > 0 && !busy ? () => review(slug) : undefined;
  useKeys("list", { next: reviewNext, start: reviewNext });

  return (
    <Page
      title={queue.name[locale]}
      aside={
        <>
          <span className="text-ink-2">
            {t("summary", { open: queue.openCases, claimed: queue.claimedCases })}
          </span>
          {queue.overdueCases > 0 ? (
            <Tag tone="bad" dot>
              {t("overdue", { count: queue.overdueCases })}
            </Tag>
          ) : null}
          {mayBulk && cases.length > 0 ? <BulkLink queue={slug} /> : null}
          {mayDecide ? (
            <Button variant="primary" hint={key("list", "next")} disabled={!reviewNext} onClick={reviewNext}>
              {t("reviewNext")}
            </Button>
          ) : null}
        </>
      }
    >
      {pages.isError && cases.length === 0 ? (
        <ErrorState detail={problemText(pages.error)} onRetry={() => void pages.refetch()} />
      ) : cases.length === 0 ? (
        <EmptyState
          title={t("clearTitle")}
          action={
            <Link href="/queues" className={buttonClass()}>
              {t("otherQueues")}
            </Link>
          }
        >
          {t("clearDetail")}
        </EmptyState>
      ) : (
        <Card className="overflow-hidden">
          <CasesTable cases={cases} label={queue.name[locale]} />
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
