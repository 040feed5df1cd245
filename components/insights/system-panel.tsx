import Link from "next/link";
import { useTranslations } from "next-intl";
import { Card, Facts } from "#components/ui/card.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { DRIFT, type Drift, type Insights, type InsightsQuery, SERVING } from "#lib/insights/schema.ts";
import { behindHref } from "./address.ts";
import { useNumbers } from "./use-numbers.ts";

/** How many of the signals that moved most are listed. */
const MOST_MOVED = 4;

/** What the figures above stand on: people who agree, scores that hold still, and scoring that is fast enough. */
export function SystemPanel({ insights, query }: { insights: Insights; query: InsightsQuery }) {
  const t = useTranslations("insights");
  const numbers = useNumbers();
  const { agreement, drift, serving, labels } = insights;
  const { alpha, kappa } = agreement;
  return (
    <Card className="grid grid-cols-4 content-start gap-x-8 gap-y-3 px-4 py-3.5 max-lg:grid-cols-2 max-sm:grid-cols-1">
      <div className="col-span-full">
        <h2 className="font-semibold">{t("system.title")}</h2>
        <p className="text-ink-2">{t("system.how")}</p>
      </div>
      <section>
        <h3 className="mb-1 text-2xs text-ink-3">
          <Link href={behindHref("agreement", query)} prefetch={false} className="hover:underline">
            {t("system.agreement")}
          </Link>
        </h3>
        {alpha.estimate ? (
          <Facts
            rows={[
              {
                name: t("system.alpha"),
                value: t("system.withInterval", {
                  value: numbers.decimal(alpha.estimate.value),
                  low: numbers.decimal(alpha.estimate.low),
                  high: numbers.decimal(alpha.estimate.high),
                  n: alpha.n,
                }),
              },
              ...(kappa
                ? [
                    {
                      name: t("system.kappa"),
                      value: t("system.withInterval", {
                        value: numbers.decimal(kappa.value),
                        low: numbers.decimal(kappa.low),
                        high: numbers.decimal(kappa.high),
                        n: kappa.n,
                      }),
                    },
                  ]
                : []),
            ]}
          />
        ) : (
          <p className="text-ink-2">{t("system.agreementThin", { n: alpha.n, needed: alpha.needed })}</p>
        )}
      </section>
      <section>
        <h3 className="mb-1 text-2xs text-ink-3">{t("system.labels")}</h3>
        <p className="text-ink-2">
          {t("system.labelAnswers", { answers: labels.answers, annotators: labels.annotators })}
          {labels.agreed > 0 ? ` · ${t("system.labelAgreed", { agreed: labels.agreed })}` : null}
        </p>
      </section>
      <section>
        <h3 className="mb-1 text-2xs text-ink-3">{t("system.drift")}</h3>
        {drift.length > 0 ? (
          <ul className="grid gap-1">
            {drift.slice(0, MOST_MOVED).map((one) => (
              <li key={`${one.source} ${one.version} ${one.signal}`} className="flex items-center gap-2">
                <span className="min-w-0 flex-1 truncate">
                  <bdi>{one.signal.replaceAll("_", " ")}</bdi>
                </span>
                <span className="text-xs text-ink-3 tabular-nums">
                  {t("system.ks", { ks: numbers.decimal(one.ks), n: one.n })}
                </span>
                <DriftTag drift={one} />
              </li>
            ))}
          </ul>
        ) : (
          <p className="text-ink-2">{t("system.driftThin")}</p>
        )}
      </section>
      <section>
        <h3 className="mb-1 text-2xs text-ink-3">{t("system.serving")}</h3>
        {serving ? (
          <Facts
            rows={[
              { name: t("system.p50"), value: numbers.milliseconds(serving.p50) },
              { name: t("system.p95"), value: numbers.milliseconds(serving.p95) },
              { name: t("system.p99"), value: numbers.milliseconds(serving.p99) },
              {
                name: t("system.within", { limit: SERVING.milliseconds }),
                value: (
                  <span className="inline-flex flex-wrap items-center justify-end gap-2">
                    {t("withValue", {
                      value: numbers.percent(serving.within.value),
                      interval: numbers.interval(serving.within),
                      n: serving.n,
                    })}
                    <Tag tone={serving.within.value >= SERVING.share ? "ok" : "bad"} dot>
                      {t(serving.within.value >= SERVING.share ? "system.met" : "system.missed")}
                    </Tag>
                  </span>
                ),
              },
            ]}
          />
        ) : (
          <p className="text-ink-2">{t("system.servingThin")}</p>
        )}
      </section>
    </Card>
  );
}

function DriftTag({ drift }: { drift: Drift }) {
  const t = useTranslations("insights");
  const numbers = useNumbers();
  const state = drift.psi >= DRIFT.alarm ? "alarm" : drift.psi >= DRIFT.warning ? "drift" : "steady";
  const tone = { alarm: "bad", drift: "warn", steady: "ok" } as const;
  return (
    <Tag tone={tone[state]} dot>
      {state === "steady"
        ? t("system.steady", { psi: numbers.decimal(drift.psi) })
        : t(`state.${state}`, { psi: numbers.decimal(drift.psi) })}
    </Tag>
  );
}
