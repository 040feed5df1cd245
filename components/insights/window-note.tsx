import { useFormatter, useTranslations } from "next-intl";
import type { Insights } from "#lib/insights/schema.ts";

/** What span of time the page is about, in which zone, and how its words are meant. */
export function WindowNote({ window }: { window: Insights["window"] }) {
  const t = useTranslations("insights");
  const format = useFormatter();
  const moment = (at: string) =>
    format.dateTime(new Date(at), { dateStyle: "medium", timeStyle: "short", timeZone: window.timeZone });
  return (
    <div className="grid max-w-5xl gap-1 pb-4 text-xs text-ink-3">
      <p>{t("window", { from: moment(window.from), to: moment(window.to), zone: window.timeZone })}</p>
      <p>{t("definitions")}</p>
    </div>
  );
}
