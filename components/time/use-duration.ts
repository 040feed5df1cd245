"use client";

import { useFormatter } from "next-intl";
import { clockParts, durationParts } from "./durations.ts";

/** Formats durations in the reader's language and digits. */
export function useDuration() {
  const format = useFormatter();
  return {
    /** "11 min", "3 y 2 m". */
    short: (seconds: number) =>
      durationParts(seconds)
        .map((part) => format.number(part.value, { style: "unit", unit: part.unit, unitDisplay: "short" }))
        .join(" "),
    /** "9:41". */
    clock: (seconds: number) => {
      const parts = clockParts(seconds);
      const two = (value: number) => format.number(value, { minimumIntegerDigits: 2 });
      const tail = `${parts.hours > 0 ? two(parts.minutes) : format.number(parts.minutes)}:${two(parts.seconds)}`;
      return parts.hours > 0 ? `${format.number(parts.hours)}:${tail}` : tail;
    },
  };
}
