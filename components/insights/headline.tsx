import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Figure, Insights, InsightsQuery } from "#lib/insights/schema.ts";
import { behindHref } from "./address.ts";
import { useNumbers } from "./use-numbers.ts";

/** The five figures that answer the page's question, each with its interval and what it rests on. */
export function Headline({ insights, query }: { insights: Insights; query: InsightsQuery }) {
  const t = useTranslations("insights");
  const numbers = useNumbers();
  const prevalence = insights.prevalence[query.by];
  const { proactive, appeals, automation, timeToAction, sla } = insights;
  const precision = automation.precision;
  const tile = (figure: Figure, label: string, value: string | null, detail: ReactNode) => (
    <div className="bg-panel px-4 py-3">
      <dt className="text-ink-2">{label}</dt>
      <dd className="text-2xl leading-9 font-semibold tracking-tight tabular-nums">
        {value === null ? (
          <span className="text-base font-normal text-ink-3">{t("notMeasured")}</span>
        ) : (
          <Link href={behindHref(figure, query)} prefetch={false} className="hover:underline">
            {value}
          </Link>
        )}
      </dd>
      <dd className="text-xs text-ink-2 tabular-nums">{detail}</dd>
    </div>
  );
  return (
    <dl
      aria-label={t("headline")}
      className="grid grid-cols-5 gap-px overflow-hidden rounded-xl border border-line bg-line max-lg:grid-cols-2 max-sm:grid-cols-1"
    >
      {tile(
        "prevalence",
        t(`prevalence.${query.by}`),
        prevalence && numbers.percent(prevalence.value),
        prevalence
          ? t("withN", { interval: numbers.interval(prevalence), n: prevalence.n })
          : insights.prevalence.judged > 0
            ? t("noViews")
            : t("noneJudged", { drawn: insights.prevalence.drawn }),
      )}
      {tile(
        "proactive",
        t("proactive"),
        proactive.estimate && numbers.percent(proactive.estimate.value),
        proactive.estimate
          ? t("withN", { interval: numbers.interval(proactive.estimate), n: proactive.estimate.n })
          : t("noneActioned"),
      )}
      {tile(
        "appeals",
        t("validAppeals"),
        appeals.valid && numbers.percent(appeals.valid.value),
        appeals.valid ? (
          <>
            {t("withN", { interval: numbers.interval(appeals.valid), n: appeals.valid.n })}
            <br />
            {appeals.overturned
              ? t("appealsOverturned", {
                  value: numbers.percent(appeals.overturned.value),
                  n: appeals.overturned.n,
                })
              : t("appealsNone", { open: appeals.open })}
            <br />
            <Link href={behindHref("reversed", query)} prefetch={false} className="hover:underline">
              {t("takenBack", { value: numbers.percent(appeals.reversed?.value ?? 0) })}
            </Link>
          </>
        ) : (
          t("noneActioned")
        ),
      )}
      {tile(
        "automation",
        t("automation"),
        automation.estimate && numbers.percent(automation.estimate.value),
        <>
          {automation.estimate
            ? t("withN", { interval: numbers.interval(automation.estimate), n: automation.estimate.n })
            : t("noneDecided")}
          <br />
          {precision.estimate
            ? t("precision", {
                value: numbers.percent(precision.estimate.value),
                interval: numbers.interval(precision.estimate),
                n: precision.n,
              })
            : t("precisionThin", { n: precision.n, needed: precision.needed })}
        </>,
      )}
      {tile(
        "action",
        t("timeToAction"),
        timeToAction && numbers.seconds(timeToAction.median.seconds),
        <>
          {timeToAction
            ? t("timeDetail", {
                low: numbers.seconds(timeToAction.median.low),
                high: numbers.seconds(timeToAction.median.high),
                ninetieth: numbers.seconds(timeToAction.p90.seconds),
                n: timeToAction.n,
              })
            : t("noneActioned")}
          {sla ? (
            <>
              <br />
              <Link href={behindHref("late", query)} prefetch={false} className="hover:underline">
                {t("sla", { value: numbers.percent(sla.value), interval: numbers.interval(sla), n: sla.n })}
              </Link>
            </>
          ) : null}
        </>,
      )}
    </dl>
  );
}
