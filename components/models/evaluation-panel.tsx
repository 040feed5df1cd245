"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Card } from "#components/ui/card.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { VersionView } from "#lib/training/index.ts";
import { HeadCharts } from "./head-charts.tsx";
import { useScores } from "./use-scores.ts";
import { useVersionName } from "./use-version-name.ts";

type EvaluationPanelProps = {
  evaluation: NonNullable<VersionView["evaluation"]>;
  version: string;
  outdated: boolean;
};

/** Challenger and champion on the same frozen posts: the gate's verdict in words, then the numbers it stands on. */
export function EvaluationPanel({ evaluation, version, outdated }: EvaluationPanelProps) {
  const t = useTranslations("training");
  const tm = useTranslations("models");
  const scores = useScores();
  const [shown, setShown] = useState(() => fullest(evaluation.heads));
  const name = useVersionName();
  const { heads, languages, primary } = evaluation;
  const head = heads[shown] ?? heads[0];
  return (
    <section aria-labelledby="gate" className="grid gap-4">
      <Card className="grid gap-3 px-[18px] py-4">
        <h2 id="gate" className="flex flex-wrap items-center gap-2 font-semibold">
          {t("gateTitle", { version, against: name.short(evaluation.against) })}
          <Tag tone={evaluation.passed ? "ok" : "bad"}>{evaluation.passed ? t("passed") : t("refused")}</Tag>
        </h2>
        <p className="text-ink-2">
          {t.rich("gateHow", {
            examples: scores.count(evaluation.examples),
            judgements: scores.count(evaluation.judgements),
            draws: scores.count(evaluation.draws),
            snapshot: () => (
              <Link
                href={`/models/snapshots/${evaluation.snapshot}`}
                className="text-accent underline underline-offset-2"
              >
                {t("snapshotName", { number: evaluation.snapshot })}
              </Link>
            ),
          })}
          {outdated ? ` ${t("outdated")}` : null}
        </p>
        <ul className="grid gap-1.5">
          {evaluation.checks.map(({ check, passed, values }) => (
            <li key={check} className="flex items-start gap-2">
              <span className={passed ? "text-ok" : "text-bad"}>
                <Icon name={passed ? "check" : "close"} />
                <span className="sr-only">{passed ? t("checkPassed") : t("checkFailed")}</span>
              </span>
              <span>{t(`check.${check}.${passed ? "passed" : "failed"}`, scores.words(values))}</span>
            </li>
          ))}
        </ul>
      </Card>
      <Card className="overflow-hidden">
        <div className="px-4 pt-3">
          <h3 className="font-semibold">{t("byHead")}</h3>
          <p className="text-ink-2">{t("byHeadHow")}</p>
        </div>
        <Table label={t("byHead")}>
          <thead>
            <tr>
              <Th>{tm("label")}</Th>
              <Th end>{tm("positives")}</Th>
              <Th end>{t("loss")}</Th>
              <Th end>{t("lossAdvantage")}</Th>
              <Th end>{tm("auc")}</Th>
              <Th end>{t("aucAdvantage")}</Th>
              <Th end>{t("ap")}</Th>
              <Th end>{t("f1")}</Th>
              <Th end>{t("brier")}</Th>
              <Th end>{tm("ece")}</Th>
            </tr>
          </thead>
          <tbody className="[&>tr:last-child>td]:border-b-0">
            {heads.map(({ label, positives, negatives, champion, challenger, auc, logLoss }) => (
              <tr key={label}>
                <Td className="font-semibold">{tm(`labels.${label}`)}</Td>
                <Td end className="whitespace-nowrap text-ink-2">
                  {tm("of", { part: scores.count(positives), whole: scores.count(positives + negatives) })}
                </Td>
                <Td end className="whitespace-nowrap">
                  {scores.fromTo(champion.logLoss, challenger.logLoss)}
                </Td>
                <Td end className="whitespace-nowrap">
                  {scores.difference(logLoss)}
                </Td>
                <Td end className="whitespace-nowrap">
                  {scores.fromTo(champion.auc, challenger.auc)}
                </Td>
                <Td end className="whitespace-nowrap">
                  {auc ? scores.difference(auc) : "–"}
                </Td>
                <Td end className="whitespace-nowrap">
                  {scores.fromTo(champion.averagePrecision, challenger.averagePrecision)}
                </Td>
                <Td end className="whitespace-nowrap">
                  {scores.fromTo(champion.f1, challenger.f1)}
                </Td>
                <Td end className="whitespace-nowrap">
                  {scores.fromTo(champion.brier, challenger.brier)}
                </Td>
                <Td end className="whitespace-nowrap">
                  {scores.fromTo(champion.ece, challenger.ece)}
                </Td>
              </tr>
            ))}
            <tr>
              <Td className="font-semibold">{t("allJudgements")}</Td>
              <Td end className="text-ink-2">
                {scores.count(evaluation.judgements)}
              </Td>
              <Td end className="whitespace-nowrap">
                {scores.fromTo(primary.champion, primary.challenger)}
              </Td>
              <Td end className="whitespace-nowrap">
                {scores.difference(primary)}
              </Td>
              <Td colSpan={4} />
              <Td end>
                {scores.fromTo(
                  evaluation.calibration.champion.brier,
                  evaluation.calibration.challenger.brier,
                )}
              </Td>
              <Td end>
                {scores.fromTo(evaluation.calibration.champion.ece, evaluation.calibration.challenger.ece)}
              </Td>
            </tr>
          </tbody>
        </Table>
      </Card>
      <Card className="overflow-hidden">
        <h3 className="px-4 pt-3 font-semibold">{t("byLanguage")}</h3>
        <Table label={t("byLanguage")}>
          <thead>
            <tr>
              <Th>{t("language")}</Th>
              <Th end>{t("judgements")}</Th>
              <Th end>{t("loss")}</Th>
              <Th end>{t("lossAdvantage")}</Th>
            </tr>
          </thead>
          <tbody className="[&>tr:last-child>td]:border-b-0">
            {languages.map(({ language, judgements, champion, challenger, difference }) => (
              <tr key={language}>
                <Td>{language === "und" ? t("unknownLanguage") : language}</Td>
                <Td end className="whitespace-nowrap">
                  {scores.count(judgements)}
                </Td>
                <Td end className="whitespace-nowrap">
                  {scores.fromTo(champion, challenger)}
                </Td>
                <Td end className="whitespace-nowrap">
                  {scores.difference(difference)}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Card>
      {head ? (
        <Card className="grid gap-3 px-[18px] py-4">
          <div className="flex flex-wrap items-center gap-2">
            <h3 className="font-semibold">{t("curves")}</h3>
            <label className="ms-auto flex items-center gap-2 text-ink-2">
              {tm("label")}
              <select
                value={shown}
                onChange={(event) => setShown(Number(event.target.value))}
                className="h-8 rounded-md border border-line-field bg-panel px-2 text-ink"
              >
                {heads.map(({ label }, at) => (
                  <option key={label} value={at}>
                    {tm(`labels.${label}`)}
                  </option>
                ))}
              </select>
            </label>
          </div>
          <HeadCharts
            sides={[
              { name: t("versionName", { version }), tone: "accent", ...head.challenger },
              { name: name.full(evaluation.against), tone: "quiet", ...head.champion },
            ]}
          />
        </Card>
      ) : null}
    </section>
  );
}

/** The label with the most of its rarer class: the one whose curves say most. */
function fullest(heads: EvaluationPanelProps["evaluation"]["heads"]): number {
  const rarer = heads.map(({ positives, negatives }) => Math.min(positives, negatives));
  return Math.max(0, rarer.indexOf(Math.max(...rarer)));
}
