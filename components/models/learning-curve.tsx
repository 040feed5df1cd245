"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import type { ModelsOverview } from "#lib/training/index.ts";
import { LineChart } from "./line-chart.tsx";

/** What the last labels bought: each version's advantage over its champion, against the examples it learned from. */
export function LearningCurve({ versions }: { versions: ModelsOverview["versions"] }) {
  const t = useTranslations("training");
  const format = useFormatter();
  const points = versions
    .flatMap(({ trainExamples, verdict }) =>
      trainExamples !== null && verdict ? [[trainExamples, verdict.value] as const] : [],
    )
    .sort(([a], [b]) => a - b);
  const least = Math.min(0, ...points.map(([, value]) => value));
  const most = Math.max(0.1, ...points.map(([, value]) => value));
  return (
    <Card className="grid content-start gap-2 px-[18px] py-4">
      <div>
        <h2 className="font-semibold">{t("learningCurve")}</h2>
        <p className="text-ink-2">{points.length === 0 ? t("learningEmpty") : t("learningHow")}</p>
      </div>
      {points.length > 0 ? (
        <>
          <LineChart
            label={t("learningCurve")}
            series={[{ name: t("advantage"), points, tone: "accent" }]}
            x={{
              label: t("trainExamples"),
              min: 0,
              max: Math.max(...points.map(([count]) => count)) * 1.1,
              format: (value) => format.number(value, { maximumFractionDigits: 0 }),
            }}
            y={{
              label: t("lossUnit"),
              min: least * 1.1,
              max: most * 1.1,
              format: (value) => format.number(value, { maximumFractionDigits: 2 }),
            }}
            dots
            className="max-w-md"
          />
          <details>
            <summary className="text-ink-2">{t("numbersBehind")}</summary>
            <ul className="grid gap-1 pt-1 text-ink-2">
              {points.map(([examples, value]) => (
                <li key={`${examples} ${value}`}>
                  {t("learningPoint", {
                    examples: format.number(examples),
                    value: format.number(value, { maximumFractionDigits: 3 }),
                  })}
                </li>
              ))}
            </ul>
          </details>
        </>
      ) : null}
    </Card>
  );
}
