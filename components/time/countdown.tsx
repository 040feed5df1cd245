"use client";

import { secondsLeft } from "./durations.ts";
import { useClock } from "./use-clock.ts";
import { useDuration } from "./use-duration.ts";

/** Time left until an ISO deadline, in figures that do not jump. Silent for screen readers: it changes every second. */
export function Countdown({ until, className }: { until: string; className?: string }) {
  const duration = useDuration();
  const left = useClock((now) => secondsLeft(until, now));
  return (
    <time dateTime={until} aria-live="off" dir="ltr" className={className}>
      {duration.clock(left)}
    </time>
  );
}
