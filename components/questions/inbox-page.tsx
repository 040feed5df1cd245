"use client";

import Link from "next/link";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { severityTone } from "#components/review/severity-tone.ts";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Page } from "#components/ui/page.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { InboxEntry } from "#lib/review/question-schema.ts";
import { useInbox } from "./use-inbox.ts";

/** What colleagues ask the reader, and what they answered. */
export function InboxPage() {
  const t = useTranslations("questions");
  const problemText = useProblemText();
  const inbox = useInbox(true);
  const entries = inbox.data ?? [];
  return (
    <Page title={t("inbox.title")}>
      {inbox.isPending ? (
        <Card>
          <SkeletonRows />
        </Card>
      ) : inbox.isError && entries.length === 0 ? (
        <ErrorState detail={problemText(inbox.error)} onRetry={() => void inbox.refetch()} />
      ) : entries.length === 0 ? (
        <EmptyState title={t("inbox.emptyTitle")}>{t("inbox.emptyDetail")}</EmptyState>
      ) : (
        <ul aria-label={t("inbox.title")} className="grid max-w-3xl gap-2.5">
          {entries.map((entry) => (
            <Entry key={`${entry.kind} ${entry.id}`} entry={entry} />
          ))}
        </ul>
      )}
    </Page>
  );
}

function Entry({ entry }: { entry: InboxEntry }) {
  const t = useTranslations("questions");
  const locale = useLocale();
  const format = useFormatter();
  const asked = entry.kind === "question";
  return (
    <li>
      <Card className="grid gap-1.5 px-4 py-3">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-3">
          <Tag tone={asked ? "hold" : "accent"} dot>
            {t(asked ? "inbox.question" : "inbox.answer")}
          </Tag>
          <span>
            <bdi>{entry.from}</bdi> · <RelativeTime at={entry.at} />
          </span>
          <span className="ms-auto flex items-center gap-2">
            {entry.queue[locale]}
            <Tag tone={severityTone(entry.severity)}>{t("inbox.severity", { severity: entry.severity })}</Tag>
          </span>
        </div>
        <p dir="auto" className={asked ? "break-words whitespace-pre-line" : "break-words text-ink-2"}>
          {entry.question}
        </p>
        {entry.answer === null ? null : (
          <p dir="auto" className="border-s-2 border-accent ps-2.5 break-words whitespace-pre-line">
            {entry.answer}
          </p>
        )}
        <Link
          href={`/cases/${entry.caseNumber}`}
          prefetch={false}
          className="justify-self-start text-accent hover:underline pointer-coarse:py-1.5"
        >
          {t(asked ? "inbox.openToAnswer" : "inbox.open", { number: format.number(entry.caseNumber) })}
        </Link>
      </Card>
    </li>
  );
}
