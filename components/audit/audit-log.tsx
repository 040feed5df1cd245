"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { request } from "#components/api/request.ts";
import { queryKeys } from "#components/review/query-keys.ts";
import { Moment } from "#components/time/moment.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { AuditEntryView } from "#lib/audit/index.ts";

export type AuditPage = { entries: AuditEntryView[]; nextBefore: string | null };

/** The log, newest first. Its page and filter live in the address. */
export function AuditLog({ firstPage, subject }: { firstPage: AuditPage; subject: string }) {
  const t = useTranslations("audit");
  const pages = useInfiniteQuery({
    queryKey: [...queryKeys.area("audit"), subject],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({
        ...(subject ? { subject } : {}),
        ...(pageParam ? { before: pageParam } : {}),
      });
      return request<AuditPage>(`/api/console/audit?${query}`);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextBefore,
    initialData: { pages: [firstPage], pageParams: [null] },
    refetchOnWindowFocus: false,
  });
  const entries = pages.data.pages.flatMap((page) => page.entries);
  if (entries.length === 0) return <EmptyState title={t("emptyTitle")}>{t("emptyDetail")}</EmptyState>;
  return (
    <Card className="overflow-hidden">
      <Table label={t("title")}>
        <thead>
          <tr>
            <Th>{t("at")}</Th>
            <Th>{t("actor")}</Th>
            <Th>{t("action")}</Th>
            <Th>{t("subject")}</Th>
            <Th>{t("details")}</Th>
            <Th>{t("hash")}</Th>
          </tr>
        </thead>
        <tbody className="[&>tr:last-child>td]:border-b-0">
          {entries.map((entry) => (
            <tr key={entry.sequence} className="align-top hover:bg-hover">
              <Td className="whitespace-nowrap text-ink-2">
                <Moment at={entry.at} />
              </Td>
              <Td className="whitespace-nowrap">
                <bdi title={entry.actor}>{entry.actorName ?? entry.actor}</bdi>
              </Td>
              <Td className="whitespace-nowrap">{entry.action}</Td>
              <Td className="max-w-64">
                <a
                  href={`/audit?${new URLSearchParams({ subject: entry.subject })}`}
                  dir="ltr"
                  className="block truncate text-ink-2 hover:underline rtl:text-end"
                >
                  {entry.subject}
                </a>
              </Td>
              <Td className="w-full max-w-0 min-w-56">
                <Details data={entry.data} />
              </Td>
              <Td className="font-mono text-xs text-ink-3" title={entry.hash}>
                {entry.hash.slice(0, 8)}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <LoadMore
        hasMore={pages.hasNextPage}
        busy={pages.isFetchingNextPage}
        onMore={() => void pages.fetchNextPage()}
      />
    </Card>
  );
}

/** An entry's data on one line, in full when opened. */
function Details({ data }: { data: AuditEntryView["data"] }) {
  const line = Object.entries(data)
    .map(([name, value]) => `${name} ${typeof value === "object" ? JSON.stringify(value) : String(value)}`)
    .join(" · ");
  if (line === "") return null;
  return (
    <details className="group text-ink-2">
      <summary className="truncate group-open:hidden" dir="ltr">
        {line}
      </summary>
      <pre dir="ltr" className="overflow-x-auto font-mono text-xs whitespace-pre-wrap">
        {JSON.stringify(data, null, 2)}
      </pre>
    </details>
  );
}
