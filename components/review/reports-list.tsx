"use client";

import { useTranslations } from "next-intl";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { Section } from "#components/ui/card.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { CaseView } from "#lib/review/schema.ts";
import { useWords } from "./use-words.ts";

/** A new reporter stands at 0.5; clearly above is reliable, clearly below is not. */
const RELIABLE = 0.6;
const UNRELIABLE = 0.4;

function standing(reliability: number): "reliable" | "unreliable" | "unknown" {
  if (reliability >= RELIABLE) return "reliable";
  return reliability <= UNRELIABLE ? "unreliable" : "unknown";
}

/** Who complained, of what, and how often they were right before. */
export function ReportsList({ reports }: { reports: CaseView["reports"] }) {
  const t = useTranslations("reports");
  const words = useWords();
  if (reports.length === 0) return null;
  return (
    <Section title={t("title", { count: reports.length })}>
      <ul className="grid gap-2">
        {reports.map((report) => (
          <li key={`${report.createdAt} ${report.reason} ${report.comment}`} className="grid gap-0.5">
            <div className="flex items-center gap-2">
              <span dir="auto">{words.reportReason(report.reason)}</span>
              <Tag tone={standing(report.reliability) === "reliable" ? "ok" : "neutral"} className="ms-auto">
                {t(`standing.${standing(report.reliability)}`)} {words.probability(report.reliability)}
              </Tag>
            </div>
            {report.comment ? (
              <p dir="auto" className="break-words text-ink-2">
                {report.comment}
              </p>
            ) : null}
            <p className="text-xs text-ink-3">
              {report.upheld + report.dismissed === 0
                ? t("recordNew")
                : t("record", { upheld: report.upheld, total: report.upheld + report.dismissed })}
              {" · "}
              <RelativeTime at={report.createdAt} />
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
