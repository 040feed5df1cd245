"use client";

import Link from "next/link";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { DueTag } from "#components/review/due-tag.tsx";
import { useWords } from "#components/review/use-words.ts";
import { useQueues } from "#components/shell/use-queues.ts";
import { useDuration } from "#components/time/use-duration.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { QueueSummary } from "#lib/review/queue-schema.ts";
import { ReviewingNow } from "./reviewing-now.tsx";
import { useReviewNext } from "./use-review-next.ts";

/** All queues, with what waits in each and for how long. */
export function QueuesTable({ initial, mayDecide }: { initial: QueueSummary[]; mayDecide: boolean }) {
  const t = useTranslations("queues");
  const locale = useLocale();
  const format = useFormatter();
  const duration = useDuration();
  const words = useWords();
  const queues = useQueues(initial);
  const { review, busy } = useReviewNext();
  if (queues.length === 0) return <EmptyState title={t("emptyTitle")}>{t("emptyDetail")}</EmptyState>;
  return (
    <Card className="overflow-hidden">
      <Table label={t("title")}>
        <thead>
          <tr>
            <Th>{t("queue")}</Th>
            <Th end>{t("open")}</Th>
            <Th end>{t("claimed")}</Th>
            <Th>{t("reviewing")}</Th>
            <Th end>{t("dueSoon")}</Th>
            <Th end>{t("overdue")}</Th>
            <Th end className="max-lg:hidden">
              {t("breaches")}
            </Th>
            <Th>{t("oldestDue")}</Th>
            <Th end>{t("target")}</Th>
            <Th />
          </tr>
        </thead>
        <tbody className="[&>tr:last-child>td]:border-b-0">
          {queues.map((queue) => (
            <tr key={queue.slug} className="hover:bg-hover">
              <Td>
                <Link
                  href={`/queues/${queue.slug}`}
                  prefetch={false}
                  className="font-semibold hover:underline"
                >
                  {queue.name[locale]}
                </Link>
                <span className="ms-2 text-xs text-ink-3">{words.purpose(queue.purpose)}</span>
                {queue.gaps.length > 0 ? (
                  <Tag tone="bad" dot className="ms-2">
                    {t("nobody", { count: queue.gaps.reduce((sum, gap) => sum + gap.count, 0) })}
                  </Tag>
                ) : null}
              </Td>
              <Td end>{format.number(queue.openCases)}</Td>
              <Td end className="text-ink-2">
                {format.number(queue.claimedCases)}
              </Td>
              <Td>
                <ReviewingNow reviewing={queue.reviewing} short />
              </Td>
              <Td end className={queue.dueSoonCases > 0 ? "text-warn" : "text-ink-3"}>
                {format.number(queue.dueSoonCases)}
              </Td>
              <Td end className={queue.overdueCases > 0 ? "text-bad" : "text-ink-3"}>
                {format.number(queue.overdueCases)}
              </Td>
              <Td end className="text-ink-2 max-lg:hidden">
                {format.number(queue.breachesLastWeek)}
              </Td>
              <Td>
                {queue.oldestDueAt ? (
                  <DueTag dueAt={queue.oldestDueAt} plain soonSeconds={queue.warningSeconds} />
                ) : (
                  <Tag tone="ok">{t("clear")}</Tag>
                )}
              </Td>
              <Td end className="whitespace-nowrap text-ink-2">
                {duration.short(queue.slaMinutes * 60)}
              </Td>
              <Td end>
                {mayDecide && queue.openCases > 0 ? (
                  <Button size="sm" disabled={busy} onClick={() => review({ slug: queue.slug, filter: {} })}>
                    {t("review")}
                  </Button>
                ) : null}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
