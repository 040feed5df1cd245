"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useDoneWords } from "#components/review/use-done-words.ts";
import { useWords } from "#components/review/use-words.ts";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { LoadMore } from "#components/ui/load-more.tsx";
import { Tag, type Tone } from "#components/ui/tag.tsx";
import type { AccountItem, AccountItemsPage } from "#lib/accounts/schema.ts";
import { accountsApi } from "./api.ts";

const STATE_TONE = {
  pending: "neutral",
  allowed: "ok",
  actioned: "bad",
  in_review: "hold",
} as const satisfies Record<AccountItem["state"], Tone>;

type AccountItemsProps = { accountId: string; first: AccountItemsPage };

/** What the account posted, the newest first, with its state and what was decided on each. */
export function AccountItems({ accountId, first }: AccountItemsProps) {
  const t = useTranslations("account");
  const words = useWords();
  const done = useDoneWords();
  const pages = useInfiniteQuery({
    queryKey: ["account", accountId, "items"],
    queryFn: ({ pageParam }) => accountsApi.items(accountId, pageParam),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
    initialData: { pages: [first], pageParams: [""] },
    staleTime: Number.POSITIVE_INFINITY,
  });
  const items = pages.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <p className="text-ink-2">{t("noItems")}</p>;
  return (
    <>
      <ol className="grid">
        {items.map((item) => (
          <li
            key={`${item.externalId} ${item.revision}`}
            className="grid gap-0.5 border-b border-line py-2 first:pt-0"
          >
            <p dir="auto" lang={item.language ?? undefined} className="line-clamp-2 break-words">
              {item.excerpt || t("noText")}
            </p>
            <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-3">
              <Tag tone={STATE_TONE[item.state]}>{t(`state.${item.state}`)}</Tag>
              {item.standing ? (
                <span className="text-ink-2">
                  {done(item.standing)}
                  {item.standing.policyCode ? (
                    <>
                      {" · "}
                      <bdi>{item.standing.policyCode}</bdi>
                    </>
                  ) : null}
                </span>
              ) : null}
              <span>
                {words.kind(item.kind)} · <RelativeTime at={item.receivedAt} />
              </span>
              {item.caseNumber === null ? null : (
                <Link
                  href={`/cases/${item.caseNumber}`}
                  prefetch={false}
                  className="ms-auto text-accent hover:underline"
                >
                  {t("case", { number: item.caseNumber })}
                </Link>
              )}
            </p>
          </li>
        ))}
      </ol>
      <LoadMore
        hasMore={pages.hasNextPage}
        busy={pages.isFetchingNextPage}
        onMore={() => void pages.fetchNextPage()}
      />
    </>
  );
}
