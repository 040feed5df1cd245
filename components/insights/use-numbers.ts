import { useFormatter, useTranslations } from "next-intl";
import type { Estimate } from "#lib/insights/estimate.ts";

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** Figures in the reader's digits, with as many places as the size of the figure deserves. */
export function useNumbers() {
  const t = useTranslations("insights");
  const format = useFormatter();
  const places = (share: number) => (share > 0 && share < 0.02 ? 2 : 1);
  const percent = (share: number, digits = places(share)) =>
    format.number(share, { style: "percent", minimumFractionDigits: digits, maximumFractionDigits: digits });
  const bare = (share: number, digits: number) =>
    format.number(share * 100, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const unit = (value: number, name: "second" | "minute" | "hour" | "day") =>
    format.number(value, {
      style: "unit",
      unit: name,
      unitDisplay: "short",
      maximumFractionDigits: value < 10 ? 1 : 0,
    });
  return {
    percent,
    count: (value: number) => format.number(value),
    decimal: (value: number, digits = 2) =>
      format.number(value, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
    /** "0.14 to 0.20": both ends of an interval of a share, in percent. */
    interval: ({ value, low, high }: Estimate) =>
      t("interval", { low: bare(low, places(value)), high: bare(high, places(value)) }),
    seconds: (seconds: number) => {
      if (seconds < MINUTE) return unit(seconds, "second");
      if (seconds < HOUR) return unit(seconds / MINUTE, "minute");
      return seconds < DAY ? unit(seconds / HOUR, "hour") : unit(seconds / DAY, "day");
    },
    milliseconds: (value: number) =>
      format.number(value, { style: "unit", unit: "millisecond", maximumFractionDigits: value < 10 ? 1 : 0 }),
    /** A day of the window, in the window's own zone. */
    day: (iso: string) => format.dateTime(new Date(iso), { day: "numeric", month: "short", timeZone: "UTC" }),
  };
}
