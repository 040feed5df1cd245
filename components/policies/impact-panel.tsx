"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { request } from "#components/api/request.ts";
import { useNumbers } from "#components/insights/use-numbers.ts";
import { queryKeys } from "#components/review/query-keys.ts";
import { useWords } from "#components/review/use-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { PolicyContent } from "#lib/policy/policy-content.ts";
import type { ThresholdImpact } from "#lib/policy/threshold-impact.ts";

/** Typing rests this long before the server counts anew, milliseconds. */
const REST_MS = 500;
const OUTCOMES = ["allowed", "queued", "actioned"] as const;

type Props = { code: string; content: PolicyContent; valid: boolean };

/** What these thresholds would have done to the last 30 days, beside those in force. */
export function ImpactPanel({ code, content, valid }: Props) {
  const t = useTranslations("policyEdit.impact");
  const { signal, thresholds, automaticAction, allowedActions } = content;
  const voice = useRested(JSON.stringify({ signal, thresholds, automaticAction, allowedActions }), valid);
  const { data, isPending, isFetching, isError, refetch } = useQuery({
    queryKey: queryKeys.area(`policies/${code}/impact/${voice}`),
    queryFn: () =>
      request<ThresholdImpact>(`/api/console/policies/${code}/impact`, {
        method: "POST",
        body: JSON.parse(voice),
      }),
    staleTime: 60_000,
    placeholderData: (before) => before,
    refetchOnWindowFocus: false,
  });
  return (
    <Card className="px-[18px] py-4">
      <section aria-label={t("title")} aria-busy={isFetching}>
        <h2 className="font-semibold">{t("title")}</h2>
        {isError ? (
          <p role="alert" className="mt-2 flex flex-wrap items-center gap-2 text-bad">
            {t("failed")}
            <Button size="sm" onClick={() => refetch()}>
              {t("again")}
            </Button>
          </p>
        ) : isPending || !data ? (
          <Skeleton className="mt-3 h-28" />
        ) : (
          <Figures impact={data} />
        )}
      </section>
    </Card>
  );
}

function useRested(value: string, valid: boolean): string {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    if (!valid) return;
    const timer = setTimeout(() => setRested(value), REST_MS);
    return () => clearTimeout(timer);
  }, [value, valid]);
  return rested;
}

function Figures({ impact }: { impact: ThresholdImpact }) {
  const t = useTranslations("policyEdit.impact");
  const n = useNumbers();
  const sum = (side: "before" | "after", outcome: (typeof OUTCOMES)[number]) =>
    impact.cells.reduce((total, cell) => total + (cell[side] === outcome ? cell.items : 0), 0);
  const changes = impact.cells.filter(({ before, after }) => before !== after);
  return (
    <>
      <p className="mt-0.5 text-xs text-ink-3">
        {impact.looked < impact.items
          ? t("sampled", { days: impact.days, looked: n.count(impact.looked), items: n.count(impact.items) })
          : t("all", { days: impact.days, items: n.count(impact.items) })}
      </p>
      <table className="mt-3 w-full border-collapse tabular-nums">
        <thead>
          <tr className="text-xs text-ink-3">
            <th className="text-start font-normal">{t("outcome")}</th>
            <th className="text-end font-normal">
              {impact.version === null ? t("today") : t("inForce", { version: impact.version })}
            </th>
            <th className="text-end font-normal">{t("draft")}</th>
            <th className="text-end font-normal">{t("difference")}</th>
          </tr>
        </thead>
        <tbody>
          {OUTCOMES.map((outcome) => {
            const [before, after] = [sum("before", outcome), sum("after", outcome)];
            return (
              <tr key={outcome} className="border-t border-line">
                <th scope="row" className="py-1 text-start font-normal">
                  {t(outcome)}
                </th>
                <td className="text-end text-ink-2">{n.count(before)}</td>
                <td className="text-end font-semibold">{n.count(after)}</td>
                <td className="text-end">
                  <bdi>
                    {before === after
                      ? n.count(0)
                      : `${after > before ? "+" : "−"}${n.count(Math.abs(after - before))}`}
                  </bdi>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {changes.length === 0 ? (
        <p className="mt-3 text-ink-2">{t("nothing")}</p>
      ) : (
        <ul className="mt-3 grid gap-1">
          {changes.map((cell) => (
            <Change key={`${cell.before} ${cell.after}`} cell={cell} impact={impact} />
          ))}
        </ul>
      )}
      <p className="mt-3 text-xs text-ink-3">{t("alone")}</p>
    </>
  );
}

function Change({ cell, impact }: { cell: ThresholdImpact["cells"][number]; impact: ThresholdImpact }) {
  const t = useTranslations("policyEdit.impact");
  const n = useNumbers();
  const words = useWords();
  const shown = impact.examples.filter(({ before, after }) => before === cell.before && after === cell.after);
  const undecided = cell.items - cell.kept - cell.restricted;
  return (
    <li>
      <details className="rounded-md border border-line">
        <summary className="px-2.5 py-1.5">
          <span className="font-semibold">
            {t("change", { before: t(cell.before), after: t(cell.after), items: cell.items })}
          </span>
          <span className="block text-xs text-ink-2">
            {t("people", {
              kept: n.count(cell.kept),
              restricted: n.count(cell.restricted),
              undecided: n.count(undecided),
            })}
          </span>
        </summary>
        <ul className="grid border-t border-line">
          {shown.map((example) => (
            <li
              key={`${example.text} ${example.value}`}
              className="grid gap-1 border-b border-line px-2.5 py-1.5 last:border-b-0"
            >
              <p dir="auto" className="line-clamp-3 break-words">
                {example.text}
              </p>
              <p className="flex flex-wrap items-center gap-2 text-xs text-ink-3">
                <span className="tabular-nums">{words.probability(example.value)}</span>
                {example.language ? <span>{words.language(example.language)}</span> : null}
                {example.decided ? (
                  <Tag tone={example.decided === "allow" ? "ok" : "bad"}>{words.done(example.decided)}</Tag>
                ) : null}
                {example.caseNumber === null ? null : (
                  <Link
                    href={`/cases/${example.caseNumber}`}
                    prefetch={false}
                    className="text-accent underline"
                  >
                    {t("case", { number: String(example.caseNumber) })}
                  </Link>
                )}
              </p>
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}
