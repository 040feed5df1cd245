"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { accountsApi } from "#components/accounts/api.ts";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { Moment } from "#components/time/moment.tsx";
import { Button } from "#components/ui/button.tsx";
import { cx } from "#components/ui/cx.ts";
import { Dialog } from "#components/ui/dialog.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { ThreadPage } from "#lib/review/thread-schema.ts";
import { queryKeys } from "../query-keys.ts";
import type { PanelProps } from "./panel.ts";

type Place = Record<string, string>;

/** The whole conversation, in order of time, a page at a time on both sides. */
export function ThreadPanel({ view, shown, close }: PanelProps) {
  const t = useTranslations("thread");
  const problemText = useProblemText();
  const thread = useInfiniteQuery({
    queryKey: queryKeys.thread(view.number),
    queryFn: ({ pageParam }) => accountsApi.thread(view.number, pageParam),
    initialPageParam: {} as Place,
    getNextPageParam: (page): Place | null => (page.after === null ? null : { after: page.after }),
    getPreviousPageParam: (page): Place | null => (page.before === null ? null : { before: page.before }),
  });
  const posts = thread.data?.pages.flatMap((page) => page.posts) ?? [];
  return (
    <Dialog
      open
      onOpenChange={close}
      title={t("title")}
      description={t("count", { count: view.threadSize })}
      wide
    >
      {thread.error ? (
        <ErrorState detail={problemText(thread.error)} onRetry={() => void thread.refetch()} />
      ) : thread.data ? (
        <>
          {thread.hasPreviousPage ? (
            <More
              label={t("earlier")}
              busy={thread.isFetchingPreviousPage}
              onMore={() => void thread.fetchPreviousPage()}
            />
          ) : null}
          <ol className="grid">
            {posts.map((post) => (
              <Post key={post.externalId} post={post} shown={shown} />
            ))}
          </ol>
          {thread.hasNextPage ? (
            <More
              label={t("later")}
              busy={thread.isFetchingNextPage}
              onMore={() => void thread.fetchNextPage()}
            />
          ) : null}
        </>
      ) : (
        <Skeleton className="h-64" />
      )}
    </Dialog>
  );
}

function More({ label, busy, onMore }: { label: string; busy: boolean; onMore: () => void }) {
  return (
    <div className="flex justify-center py-1.5">
      <Button variant="quiet" disabled={busy} onClick={onMore}>
        {label}
      </Button>
    </div>
  );
}

function Post({ post, shown }: { post: ThreadPage["posts"][number]; shown: boolean }) {
  const t = useTranslations("thread");
  const ta = useTranslations("account");
  return (
    <li
      aria-current={post.isThis || undefined}
      className={cx(
        "grid gap-0.5 border-b border-line py-2 ps-3 last:border-b-0",
        post.isThis && "rounded-md border-s-2 border-s-accent bg-accent-soft/40",
      )}
    >
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-3">
        <b className="text-sm font-semibold text-ink">
          <bdi>{post.accountExternalId ?? t("unknown")}</bdi>
        </b>
        <Moment at={post.at} />
        {post.parentExternalId ? (
          <span>
            {t("replyTo")} <bdi>{post.parentExternalId}</bdi>
          </span>
        ) : null}
        {post.pictures > 0 ? <span>{t("pictures", { count: post.pictures })}</span> : null}
        <span className="ms-auto flex gap-1.5">
          {post.isThis ? <Tag tone="accent">{t("this")}</Tag> : null}
          {post.state && post.state !== "allowed" ? (
            <Tag tone={post.state === "actioned" ? "bad" : "neutral"}>{ta(`state.${post.state}`)}</Tag>
          ) : null}
        </span>
      </p>
      <p
        dir="auto"
        lang={post.language ?? undefined}
        aria-hidden={!shown}
        className={cx("break-words whitespace-pre-wrap", !shown && "veiled")}
      >
        {post.text || ta("noText")}
      </p>
    </li>
  );
}
