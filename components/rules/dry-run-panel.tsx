"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { request } from "#components/api/request.ts";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { useNumbers } from "#components/insights/use-numbers.ts";
import { useWords } from "#components/review/use-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Select } from "#components/ui/select.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { RuleContent } from "#lib/policy/rule.ts";
import type { DryRun, DryRunChange, Way } from "#lib/rules/dry-run.ts";
import { DRY_RUN_SIZES } from "#lib/rules/schema.ts";
import { type Choices, useRuleWords } from "./rule-words.ts";

type Props = { ruleId: string | null; content: RuleContent; choices: Choices; valid: boolean };

/** What the rule on the screen would change, over past items. */
export function DryRunPanel({ ruleId, content, choices, valid }: Props) {
  const t = useTranslations("rules.dryRun");
  const n = useNumbers();
  const problemText = useProblemText();
  const [size, setSize] = useState<(typeof DRY_RUN_SIZES)[number]>(DRY_RUN_SIZES[1]);
  const run = useMutation({
    mutationFn: () =>
      request<DryRun>("/api/console/rules/dry-run", {
        method: "POST",
        body: { ruleId, content, items: size },
      }),
  });
  return (
    <Card className="px-[18px] py-4">
      <section aria-label={t("title")} aria-busy={run.isPending}>
        <div className="flex flex-wrap items-center gap-2">
          <h2 className="font-semibold">{t("title")}</h2>
          <Select
            fit
            className="ms-auto"
            aria-label={t("size")}
            value={size}
            onChange={(event) =>
              setSize(DRY_RUN_SIZES.find((one) => one === Number(event.currentTarget.value)) ?? size)
            }
          >
            {DRY_RUN_SIZES.map((one) => (
              <option key={one} value={one}>
                {t("newest", { items: n.count(one) })}
              </option>
            ))}
          </Select>
          <Button disabled={!valid || run.isPending} onClick={() => run.mutate()}>
            {run.isPending ? t("running") : t("start")}
          </Button>
        </div>
        {run.isError ? (
          <p role="alert" className="mt-2 text-bad">
            {problemText(run.error)}
          </p>
        ) : run.data ? (
          <Outcome run={run.data} choices={choices} />
        ) : (
          <p className="mt-2 text-ink-3">{t("hint")}</p>
        )}
      </section>
    </Card>
  );
}

function Outcome({ run, choices }: { run: DryRun; choices: Choices }) {
  const t = useTranslations("rules.dryRun");
  const n = useNumbers();
  const words = useRuleWords(choices);
  const moved = run.changes.reduce((sum, change) => sum + change.items, 0);
  const ways = [...new Set([...Object.keys(run.before), ...Object.keys(run.after)])].sort() as Way[];
  const changed = ways.filter((way) => (run.before[way] ?? 0) !== (run.after[way] ?? 0));
  return (
    <div role="status" className="mt-3 grid gap-3">
      <p>
        {t("summary", { items: run.items, hits: n.count(run.hits), moved: n.count(moved) })}
        {run.remarked > 0 ? ` ${t("remarked", { items: run.remarked })}` : ""}
      </p>
      {changed.length > 0 ? (
        <table className="w-full border-collapse tabular-nums">
          <thead>
            <tr className="text-xs text-ink-3">
              <th className="text-start font-normal">{t("goes")}</th>
              <th className="text-end font-normal">{t("without")}</th>
              <th className="text-end font-normal">{t("with")}</th>
            </tr>
          </thead>
          <tbody>
            {changed.map((way) => (
              <tr key={way} className="border-t border-line">
                <th scope="row" className="py-1 text-start font-normal">
                  {words.way(way)}
                </th>
                <td className="text-end text-ink-2">{n.count(run.before[way] ?? 0)}</td>
                <td className="text-end font-semibold">{n.count(run.after[way] ?? 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <ul className="grid gap-1">
        {run.changes.map((change) => (
          <ChangeRow key={`${change.before} ${change.after}`} change={change} choices={choices} />
        ))}
      </ul>
      <p className="text-xs text-ink-3">
        {t("facts", { days: run.days })} {t("unlikeThen", { items: run.unlikeThen })}
      </p>
    </div>
  );
}

function ChangeRow({ change, choices }: { change: DryRunChange; choices: Choices }) {
  const t = useTranslations("rules.dryRun");
  const words = useWords();
  const rule = useRuleWords(choices);
  return (
    <li>
      <details className="rounded-md border border-line">
        <summary className="px-2.5 py-1.5 font-semibold">
          {t("change", {
            before: rule.way(change.before),
            after: rule.way(change.after),
            items: change.items,
          })}
        </summary>
        <ul className="border-t border-line">
          {change.examples.map((example) => (
            <li
              key={example.externalId}
              className="grid gap-1 border-b border-line px-2.5 py-1.5 last:border-b-0"
            >
              <p dir="auto" className="line-clamp-3 break-words">
                {example.text}
              </p>
              <p className="flex flex-wrap items-center gap-2 text-xs text-ink-3">
                <bdi>{example.externalId}</bdi>
                {example.language ? <span>{words.language(example.language)}</span> : null}
                <span>{t("then", { way: rule.way(example.happened) })}</span>
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
