"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { request } from "#components/api/request.ts";
import { useStepWords } from "#components/review/recommendation-line.tsx";
import { Moment } from "#components/time/moment.tsx";
import { Card } from "#components/ui/card.tsx";
import { Page } from "#components/ui/page.tsx";
import type { LaddersView, LadderView } from "#lib/strikes/schema.ts";
import { LadderForm } from "./ladder-form.tsx";

/** The ladders of strikes: what one more strike recommends, and how long strikes count. */
export function StrikeLadders({ initial }: { initial: LaddersView }) {
  const t = useTranslations("ladders");
  const locale = useLocale();
  const { data } = useQuery({
    queryKey: ["strike-ladders"],
    queryFn: () => request<LaddersView>("/api/console/strikes/ladders"),
    initialData: initial,
    staleTime: 30_000,
  });
  const general = data.general.content;
  if (!general) return null;
  return (
    <Page title={t("title")}>
      <div className="grid max-w-4xl gap-4">
        <p className="text-ink-2">{t("what")}</p>
        <LadderCard name={t("general")} ladder={data.general} fallback={general} severity={null} />
        <h2 className="mt-2 font-semibold">{t("byPolicy")}</h2>
        {data.policies.map(({ code, title, severity, ladder }) => (
          <LadderCard
            key={code}
            name={`${code} ${title[locale]}`}
            ladder={ladder}
            fallback={general}
            severity={severity}
          />
        ))}
      </div>
    </Page>
  );
}

type LadderCardProps = {
  name: string;
  ladder: LadderView;
  /** The default, for a policy that follows it. */
  fallback: NonNullable<LadderView["content"]>;
  /** A policy's; null for the default, which has days for each. */
  severity: number | null;
};

function LadderCard({ name, ladder, fallback, severity }: LadderCardProps) {
  const t = useTranslations("ladders");
  const format = useFormatter();
  const inWords = useStepWords();
  const content = ladder.content ?? fallback;
  const days =
    severity === null
      ? content.days.map((count, index) =>
          t("severityDays", { severity: index + 1, days: format.number(count) }),
        )
      : [t("days", { days: format.number(content.days[severity - 1] ?? 0) })];
  return (
    <Card className="px-[18px] py-3.5">
      <section aria-label={name} className="grid gap-2">
        <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <h3 dir="auto" className="font-semibold">
            {name}
          </h3>
          <span className="text-xs text-ink-3">
            {ladder.version === 0
              ? t(severity === null ? "asInstalled" : "follows")
              : ladder.content === null
                ? t("followsAgain", { version: format.number(ladder.version) })
                : t("version", { version: format.number(ladder.version) })}
            {ladder.changedAt ? (
              <>
                {" · "}
                <bdi>{ladder.authorName}</bdi> · <Moment at={ladder.changedAt} />
              </>
            ) : null}
          </span>
        </div>
        <ol className="flex flex-wrap gap-x-5 gap-y-1">
          {content.steps
            .map((step, index) => ({ step, nth: index + 1 }))
            .map(({ step, nth }) => (
              <li key={nth}>
                <span className="text-ink-3">{format.number(nth)}.</span> {inWords(step)}
              </li>
            ))}
        </ol>
        <p className="text-xs text-ink-2">{days.join(" · ")}</p>
        <LadderForm key={ladder.version} name={name} ladder={ladder} start={content} severity={severity} />
      </section>
    </Card>
  );
}
