"use client";

import { useTranslations } from "next-intl";
import { useClock } from "#components/time/use-clock.ts";
import { useDuration } from "#components/time/use-duration.ts";
import { Tag } from "#components/ui/tag.tsx";

const MINUTE = 60;
/** From this long before it is due a case is marked, where its queue says nothing else. */
const SOON_SECONDS = 30 * 60;

type DueTagProps = { dueAt: string; plain?: boolean; soonSeconds?: number | undefined };

/** "Due in 11 min", or how long it has been overdue. */
export function DueTag({ dueAt, plain = false, soonSeconds = SOON_SECONDS }: DueTagProps) {
  const t = useTranslations("due");
  const duration = useDuration();
  const left = useClock((now) => MINUTE * Math.round((Date.parse(dueAt) - now) / 1000 / MINUTE));
  const text =
    left < 0
      ? t("overdue", { time: duration.short(-left) })
      : t(left < soonSeconds ? "soon" : "in", { time: duration.short(left) });
  const tone = left < 0 ? "bad" : left < soonSeconds ? "warn" : "neutral";
  if (plain && tone === "neutral") return <span className="whitespace-nowrap text-ink-2">{text}</span>;
  return (
    <Tag tone={tone} dot={tone !== "neutral"}>
      {text}
    </Tag>
  );
}
