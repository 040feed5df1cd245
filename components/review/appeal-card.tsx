"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { AppealView } from "#lib/review/schema.ts";
import { useWords } from "./use-words.ts";

const TONES = { open: "hold", upheld: "bad", overturned: "ok" } as const;

/** The author's words, the decision they contest, and the answer once there is one. */
export function AppealCard({ appeal }: { appeal: AppealView }) {
  const t = useTranslations("appealCard");
  const words = useWords();
  const format = useFormatter();
  const { decision } = appeal;
  const when = (date: string) => format.dateTime(new Date(date), { dateStyle: "medium", timeStyle: "short" });
  return (
    <Card className="grid gap-2.5 px-[18px] py-4">
      <div className="flex flex-wrap items-baseline gap-2">
        <h2 className="font-semibold">{t("title")}</h2>
        <span className="text-xs text-ink-3">
          {t("filed")} <time dateTime={appeal.filedAt}>{when(appeal.filedAt)}</time> ·{" "}
          {words.language(appeal.locale)}
        </span>
        <span className="ms-auto">
          <Tag tone={TONES[appeal.state]}>{t(`state.${appeal.state}`)}</Tag>
        </span>
      </div>
      <blockquote dir="auto" className="text-base break-words whitespace-pre-wrap">
        {appeal.statement}
      </blockquote>
      <div className="grid gap-1 border-t border-line pt-2.5">
        <h3 className="text-2xs text-ink-3">{t("contested")}</h3>
        <p>
          <b className="font-semibold">{words.done(decision.action)}</b>{" "}
          {decision.policyCode ? (
            <>
              {t("under")} <bdi>{decision.policyCode}</bdi>{" "}
            </>
          ) : null}
          {t("by")} <bdi>{decision.actorName ?? t("automation")}</bdi> ·{" "}
          <time dateTime={decision.createdAt}>{when(decision.createdAt)}</time>
        </p>
        {decision.rationale ? (
          <p dir="auto" className="break-words whitespace-pre-wrap text-ink-2">
            {decision.rationale}
          </p>
        ) : null}
      </div>
      {appeal.resolution ? (
        <div className="grid gap-1 border-t border-line pt-2.5">
          <h3 className="text-2xs text-ink-3">
            {t("answer")}
            {appeal.resolvedByName ? (
              <>
                {" "}
                · <bdi>{appeal.resolvedByName}</bdi>
              </>
            ) : null}
          </h3>
          <p dir="auto" className="break-words whitespace-pre-wrap">
            {appeal.resolution}
          </p>
        </div>
      ) : null}
    </Card>
  );
}
