"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useRef } from "react";
import { request } from "#components/api/request.ts";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { useKeys } from "#components/keys/use-keys.ts";
import { queryKeys } from "#components/review/query-keys.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import { Page } from "#components/ui/page.tsx";
import type { SearchPage as Found, SearchQuery } from "#lib/search/schema.ts";
import { asksNothing, searchHref, searchParams } from "./address.ts";
import { type PolicyChoice, SearchForm } from "./search-form.tsx";
import { SearchHit } from "./search-hit.tsx";
import { SimilarBar } from "./similar-bar.tsx";

type Props = {
  query: SearchQuery;
  /** Null where nothing was asked. */
  firstPage: Found | null;
  policies: readonly PolicyChoice[];
  mayBulk: boolean;
};

/** Everything that came in, by words, ids or likeness. */
export function SearchPage({ query, firstPage, policies, mayBulk }: Props) {
  const t = useTranslations("search");
  const address = searchParams(query).toString();
  return (
    <Page
      title={t("title")}
      aside={
        mayBulk && firstPage && firstPage.hits.length > 0 ? (
          <Link
            href={`/bulk?from=${query.similar ? "similar" : "search"}&${address}`}
            prefetch={false}
            className={buttonClass()}
          >
            {t("bulk")}
          </Link>
        ) : null
      }
    >
      <div className="mx-auto grid max-w-5xl gap-4">
        <SearchForm key={`form ${address}`} query={query} policies={policies} />
        {query.similar ? <SimilarBar query={query} /> : null}
        {firstPage && !asksNothing(query) ? (
          <Results key={`found ${address}`} query={query} firstPage={firstPage} />
        ) : (
          <EmptyState title={t("startTitle")}>{t("startDetail")}</EmptyState>
        )}
      </div>
    </Page>
  );
}

function Results({ query, firstPage }: { query: SearchQuery; firstPage: Found }) {
  const t = useTranslations("search");
  const problemText = useProblemText();
  const list = useRef<HTMLDivElement>(null);
  const address = searchParams(query).toString();
  const pages = useInfiniteQuery({
    queryKey: queryKeys.search(address),
    queryFn: ({ pageParam, signal }) =>
      request<Found>(`/api/console/search?${address}${pageParam ? `&cursor=${pageParam}` : ""}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    initialData: { pages: [firstPage], pageParams: [null] },
    refetchOnWindowFocus: false,
  });
  const walk = (step: 1 | -1) => {
    const links = [...(list.current?.querySelectorAll<HTMLAnchorElement>("a[data-row]") ?? [])];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    links[at === -1 ? 0 : at + step]?.focus();
  };
  useKeys("list", { down: () => walk(1), up: () => walk(-1) });
  const hits = pages.data.pages.flatMap((page) => page.hits);
  const last = pages.data.pages.at(-1);
  const { exact } = firstPage;
  const any = exact.caseNumber !== null || exact.accounts.length > 0 || exact.items.length > 0;
  if (firstPage.unknown) return <EmptyState title={t("unknownTitle")}>{t("unknownDetail")}</EmptyState>;
  return (
    <div ref={list} className="grid gap-4">
      {any ? <ExactMatches exact={exact} /> : null}
      {pages.isError ? (
        <ErrorState detail={problemText(pages.error)} onRetry={() => void pages.refetch()} />
      ) : null}
      {hits.length === 0 && !last?.searchedTo ? (
        any ? null : (
          <EmptyState title={t("emptyTitle")}>{t("emptyDetail")}</EmptyState>
        )
      ) : (
        <section aria-label={t("results")}>
          <div className="mb-1.5 flex items-baseline justify-between text-xs text-ink-3">
            <h2>{t("results")}</h2>
            <span>{t(query.similar ? "similarNearest" : "resultsNewest")}</span>
          </div>
          <Card className="overflow-hidden">
            <ul>
              {hits.map((hit) => (
                <SearchHit key={hit.id} hit={hit} />
              ))}
            </ul>
            {last?.searchedTo ? (
              <GoOn
                to={last.searchedTo}
                busy={pages.isFetchingNextPage}
                go={() => void pages.fetchNextPage()}
              />
            ) : (
              <LoadMore
                hasMore={pages.hasNextPage}
                busy={pages.isFetchingNextPage}
                onMore={() => void pages.fetchNextPage()}
              />
            )}
          </Card>
        </section>
      )}
    </div>
  );
}

/** The search stopped before it had a page full: how far back it looked, and the way on. */
function GoOn({ to, busy, go }: { to: string; busy: boolean; go: () => void }) {
  const t = useTranslations("search");
  const format = useFormatter();
  return (
    <div className="flex flex-wrap items-center justify-center gap-3 border-t border-line p-2 text-xs text-ink-2">
      <span role="status">
        {t("searchedTo", {
          when: format.dateTime(new Date(to), { dateStyle: "medium", timeStyle: "short" }),
        })}
      </span>
      <Button size="sm" disabled={busy} onClick={go}>
        {t("goOn")}
      </Button>
    </div>
  );
}

function ExactMatches({ exact }: { exact: Found["exact"] }) {
  const t = useTranslations("search");
  const format = useFormatter();
  return (
    <section aria-label={t("exact")}>
      <h2 className="mb-1.5 text-xs text-ink-3">{t("exact")}</h2>
      <Card className="overflow-hidden">
        <ul>
          {exact.caseNumber === null ? null : (
            <li className="border-b border-line px-4 py-2.5 last:border-b-0">
              <Link
                data-row
                href={`/cases/${exact.caseNumber}`}
                prefetch={false}
                className="font-semibold underline-offset-2 hover:underline"
              >
                {t("case", { number: exact.caseNumber })}
              </Link>
            </li>
          )}
          {exact.accounts.map((account) => (
            <li
              key={account.externalId}
              className="flex flex-wrap items-baseline gap-x-2 border-b border-line px-4 py-2.5 last:border-b-0"
            >
              <span>{t("account")}</span>
              <bdi className="font-semibold">{account.externalId}</bdi>
              <span className="text-xs text-ink-3">
                {t("accountItems", {
                  count: account.items,
                  when: format.dateTime(new Date(account.firstSeenAt), { dateStyle: "medium" }),
                })}
              </span>
              <Link
                data-row
                href={searchHref({ account: account.externalId })}
                prefetch={false}
                className="ms-auto text-xs text-accent underline-offset-2 hover:underline"
              >
                {t("accountShow")}
              </Link>
            </li>
          ))}
          {exact.items.map((hit) => (
            <SearchHit key={hit.id} hit={hit} />
          ))}
        </ul>
      </Card>
    </section>
  );
}
