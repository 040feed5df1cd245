"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { request } from "#components/api/request.ts";
import { queryKeys } from "#components/review/query-keys.ts";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import { Page } from "#components/ui/page.tsx";
import { Table, Th } from "#components/ui/table.tsx";
import type { DeliveryView } from "#lib/enforcement/index.ts";
import { DeliveryRow } from "./delivery-row.tsx";
import { DELIVERY_STATES, type DeliveryState } from "./delivery-states.ts";

type DeliveryPage = {
  deliveries: DeliveryView[];
  nextBefore: string | null;
  dead: number;
  pending: number;
};

const REFRESH_MS = 10_000;

type DeliveriesProps = { firstPage: DeliveryPage; state: DeliveryState; mayRedeliver: boolean };

/** What was told to the platform, what waits, and what never arrived. */
export function Deliveries({ firstPage, state, mayRedeliver }: DeliveriesProps) {
  const t = useTranslations("deliveries");
  const format = useFormatter();
  const pages = useInfiniteQuery({
    queryKey: [...queryKeys.area("enforcements"), state],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ state, ...(pageParam ? { before: pageParam } : {}) });
      return request<DeliveryPage>(`/api/console/enforcements?${query}`);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextBefore,
    initialData: { pages: [firstPage], pageParams: [null] },
    refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) > 1 ? false : REFRESH_MS),
  });
  const deliveries = pages.data.pages.flatMap((page) => page.deliveries);
  const counts = pages.data.pages[0] ?? firstPage;
  return (
    <Page
      title={t("title")}
      aside={
        <span className="text-ink-2">{t("counts", { dead: counts.dead, pending: counts.pending })}</span>
      }
    >
      <nav aria-label={t("states")} className="mb-3 flex flex-wrap gap-1">
        {DELIVERY_STATES.map((other) => (
          <Link
            key={other}
            href={`/settings/deliveries?state=${other}`}
            prefetch={false}
            aria-current={other === state ? "page" : undefined}
            className="rounded-md px-2.5 py-1 text-ink-2 hover:text-ink aria-[current=page]:bg-hover aria-[current=page]:text-ink"
          >
            {t(`state.${other}`)}
            {other === "dead" ? ` ${format.number(counts.dead)}` : ""}
          </Link>
        ))}
      </nav>
      {deliveries.length === 0 ? (
        <EmptyState title={t("emptyTitle")}>{t(state === "dead" ? "emptyDead" : "emptyOther")}</EmptyState>
      ) : (
        <Card className="overflow-hidden">
          <Table label={t(`state.${state}`)}>
            <thead>
              <tr>
                <Th>{t("item")}</Th>
                <Th>{t("action")}</Th>
                <Th>{t("endpoint")}</Th>
                <Th end>{t("attempts")}</Th>
                <Th>{t("last")}</Th>
                <Th>{t("created")}</Th>
                <Th />
              </tr>
            </thead>
            <tbody className="[&>tr:last-child>td]:border-b-0">
              {deliveries.map((delivery) => (
                <DeliveryRow
                  key={delivery.id}
                  delivery={delivery}
                  mayRedeliver={mayRedeliver && state === "dead"}
                />
              ))}
            </tbody>
          </Table>
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
