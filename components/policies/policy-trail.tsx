"use client";

import { useTranslations } from "next-intl";
import { Moment } from "#components/time/moment.tsx";
import { Card } from "#components/ui/card.tsx";
import type { TrailEntry } from "#lib/audit/index.ts";

/** Who did what to it, when, and why where they said so. */
export function PolicyTrail({ trail }: { trail: readonly TrailEntry[] }) {
  const t = useTranslations("trail");
  if (trail.length === 0) return null;
  return (
    <Card className="px-[18px] py-4">
      <h2 className="mb-2 font-semibold">{t("title")}</h2>
      <ol className="grid gap-2">
        {trail.map((entry) => {
          const key = entry.action.replace(".", "_") as Parameters<typeof t>[0];
          const version = typeof entry.data.version === "number" ? entry.data.version : null;
          const why = entry.data.note ?? entry.data.reason;
          return (
            <li key={`${entry.at} ${entry.action}`} className="grid gap-0.5">
              <p>
                <span className="font-semibold">
                  <bdi>{entry.by}</bdi>
                </span>{" "}
                {t.has(key) ? t(key) : entry.action}
                {version === null ? "" : ` · ${t("version", { version })}`}
                {entry.data.alone === true ? ` · ${t("alone")}` : ""}
              </p>
              {typeof why === "string" && why ? (
                <p dir="auto" className="border-s-2 border-line-strong ps-2 text-ink-2">
                  {why}
                </p>
              ) : null}
              <Moment at={entry.at} className="text-xs text-ink-3" />
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
