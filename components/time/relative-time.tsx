"use client";

import { useFormatter } from "next-intl";
import { useClock } from "./use-clock.ts";

/** "14 min ago", with the full moment on hover. */
export function RelativeTime({ at, className }: { at: string; className?: string }) {
  const format = useFormatter();
  const moment = new Date(at);
  return (
    <time
      dateTime={at}
      title={format.dateTime(moment, { dateStyle: "medium", timeStyle: "long" })}
      className={className}
    >
      {useClock((now) => format.relativeTime(moment, { now, style: "narrow" }))}
    </time>
  );
}
