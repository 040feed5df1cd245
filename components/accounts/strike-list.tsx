"use client";

import { useFormatter, useNow, useTranslations } from "next-intl";
import { Tag } from "#components/ui/tag.tsx";
import type { StrikeView } from "#lib/strikes/schema.ts";

/** Strikes, the newest first, each with until when it counts or why it does not. */
export function StrikeList({ strikes }: { strikes: readonly StrikeView[] }) {
  const t = useTranslations("strikes");
  const format = useFormatter();
  const now = useNow().getTime();
  const date = (moment: string) => format.dateTime(new Date(moment), { dateStyle: "medium" });
  if (strikes.length === 0) return <p className="text-ink-2">{t("none")}</p>;
  return (
    <ul className="grid gap-1.5">
      {strikes.map((strike) => {
        const counts = strike.takenBackAt === null && Date.parse(strike.expiresAt) > now;
        return (
          <li key={strike.id} className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5">
            <bdi className="font-semibold">{strike.policyCode}</bdi>
            <span className="text-ink-2">
              {t("given", { date: date(strike.givenAt), name: strike.givenBy ?? "—" })}
            </span>
            <Tag tone={counts ? "bad" : "neutral"} className="ms-auto">
              {strike.takenBackAt
                ? t("takenBack", { date: date(strike.takenBackAt) })
                : t(counts ? "countsUntil" : "expired", { date: date(strike.expiresAt) })}
            </Tag>
          </li>
        );
      })}
    </ul>
  );
}
