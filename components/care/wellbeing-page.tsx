"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { queryKeys } from "#components/review/query-keys.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Meter } from "#components/ui/meter.tsx";
import { Page } from "#components/ui/page.tsx";
import type { MyWellbeing } from "#lib/care/schema.ts";
import { careApi } from "./api.ts";
import { BreaksCard } from "./breaks-card.tsx";
import { ExposureCard } from "./exposure-card.tsx";
import { OwnCareForm } from "./own-care-form.tsx";
import { useBreak } from "./use-break.ts";

/** One's own page: what this shift held, the breaks, and how content is shown. Nobody else sees it. */
export function WellbeingPage({ initial }: { initial: MyWellbeing }) {
  const t = useTranslations("care.page");
  const { take, taking } = useBreak();
  const { data } = useQuery({
    queryKey: queryKeys.wellbeing(),
    queryFn: careApi.wellbeing,
    initialData: initial,
    staleTime: 10_000,
  });
  return (
    <Page
      title={t("title")}
      aside={
        <Button variant="primary" disabled={taking} onClick={take}>
          {t("takeBreak")}
        </Button>
      }
    >
      <p className="max-w-[72ch] pb-4 text-ink-2">
        {t("private")} {t(data.settings.team.names ? "namesTold" : "namesHidden")}
      </p>
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
        <div className="grid gap-4">
          <ShiftCard data={data} />
          <ExposureCard shift={data.shift} week={data.week} />
          <BreaksCard breaks={data.breaks} />
        </div>
        {/* A form begins anew when what is stored changes, in this tab or another. */}
        <OwnCareForm
          key={JSON.stringify([data.preference, data.settings])}
          settings={data.settings}
          preference={data.preference}
        />
      </div>
    </Page>
  );
}

function ShiftCard({ data }: { data: MyWellbeing }) {
  const t = useTranslations("care.page");
  const format = useFormatter();
  const { budget, inForce } = data.care;
  const since = format.dateTime(new Date(data.shiftStartedAt), {
    weekday: "short",
    hour: "numeric",
    minute: "numeric",
  });
  const tone = budget.state === "spent" ? "bad" : budget.state === "offer" ? "warn" : "accent";
  const rows = inForce.budget
    ? [
        { name: t("items"), count: budget.items, limit: inForce.budget.items },
        { name: t("minutes"), count: Math.round(budget.minutes), limit: inForce.budget.minutes },
      ]
    : [];
  return (
    <Card className="px-4 py-3">
      <h2 className="flex items-baseline gap-2 font-semibold">
        {t("shift")}
        <span className="text-xs font-normal text-ink-3">{t("shiftSince", { time: since })}</span>
      </h2>
      {rows.length === 0 ? (
        <p className="pt-2 text-ink-2">{t("noBudget")}</p>
      ) : (
        <dl className="grid grid-cols-[auto_1fr_auto] items-center gap-x-3 gap-y-1.5 pt-2.5">
          {rows.map(({ name, count, limit }) => (
            <div key={name} className="contents">
              <dt className="text-ink-2">{name}</dt>
              <dd aria-hidden="true">
                <Meter
                  value={count / limit}
                  tone={tone}
                  label=""
                  marks={inForce.breaks ? [inForce.breaks.offerAt] : []}
                />
              </dd>
              <dd className="text-end tabular-nums">{t("ofItems", { count, limit })}</dd>
            </div>
          ))}
        </dl>
      )}
    </Card>
  );
}
