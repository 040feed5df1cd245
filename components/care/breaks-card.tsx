"use client";

import { useTranslations } from "next-intl";
import { Moment } from "#components/time/moment.tsx";
import { Card } from "#components/ui/card.tsx";
import type { BreakView } from "#lib/care/schema.ts";

const MINUTE_MS = 60_000;

/** The breaks of the last seven days, newest first. */
export function BreaksCard({ breaks }: { breaks: BreakView[] }) {
  const t = useTranslations("care.page");
  return (
    <Card className="px-4 py-3">
      <h2 className="pb-1.5 font-semibold">{t("breaks")}</h2>
      {breaks.length === 0 ? (
        <p className="text-ink-2">{t("noBreaks")}</p>
      ) : (
        <ul className="grid gap-1">
          {breaks.map(({ id, startedAt, endedAt }) => (
            <li key={id} className="flex justify-between gap-3">
              <Moment at={startedAt} className="text-ink-2" />
              <span className="tabular-nums">
                {endedAt === null
                  ? t("open")
                  : t("length", {
                      minutes: Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / MINUTE_MS),
                    })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
