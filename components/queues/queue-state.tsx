"use client";

import { useTranslations } from "next-intl";
import { Tag } from "#components/ui/tag.tsx";
import type { QueueSummary } from "#lib/review/queue-schema.ts";

/** What a queue is ordered by, how full it is, and how it keeps its time. */
export function QueueState({ queue }: { queue: QueueSummary }) {
  const t = useTranslations("list");
  return (
    <>
      <span className="text-ink-3 max-lg:hidden">{t(`orderedBy.${queue.order}`)}</span>
      <span className="text-ink-2">
        {t("summary", { open: queue.openCases, claimed: queue.claimedCases })}
      </span>
      {queue.dueSoonCases > 0 ? (
        <Tag tone="warn" dot>
          {t("dueSoon", { count: queue.dueSoonCases })}
        </Tag>
      ) : null}
      {queue.overdueCases > 0 ? (
        <Tag tone="bad" dot>
          {t("overdue", { count: queue.overdueCases })}
        </Tag>
      ) : null}
    </>
  );
}
