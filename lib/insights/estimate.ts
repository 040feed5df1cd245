import { wilsonInterval } from "./wilson.ts";

/** A number that may be published: its 95% interval and how many units it rests on. */
export interface Estimate {
  value: number;
  low: number;
  high: number;
  n: number;
}

/** A share of counted things with its Wilson interval; null where nothing was counted. */
export function shareOf(hits: number, n: number): Estimate | null {
  const interval = wilsonInterval(hits, n);
  return interval && { value: hits / n, low: interval[0], high: interval[1], n };
}
