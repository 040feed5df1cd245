"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { Meter } from "#components/ui/meter.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { FAILED_PROVIDER, REPLACES, REVIEW_ONLY } from "#lib/policy/signal-marks.ts";
import type { CaseView } from "#lib/review/schema.ts";
import { type SignalRow, signalRows } from "./signal-rows.ts";
import type { Marks } from "./use-marks.ts";
import { useWords } from "./use-words.ts";

/** What the sources said, each number with the thresholds of the policy that listens to it. */
export function SignalsCard({ view, marks }: { view: CaseView; marks: Marks }) {
  const t = useTranslations("signals");
  if (view.signals.length === 0) return null;
  return (
    <Card className="px-[18px] pt-2.5 pb-3">
      <h2 className="sr-only">{t("title")}</h2>
      {view.signals.map((set) => (
        <SignalSet key={`${set.source} ${set.version}`} set={set} view={view} marks={marks} />
      ))}
    </Card>
  );
}

type SetProps = { set: CaseView["signals"][number]; view: CaseView; marks: Marks };

function SignalSet({ set, view, marks }: SetProps) {
  const t = useTranslations("signals");
  const to = useTranslations("otherModels");
  const format = useFormatter();
  const latency = set.latencyMs === null ? null : format.number(set.latencyMs, { maximumFractionDigits: 1 });
  return (
    <section className="not-first-of-type:mt-2 not-first-of-type:border-t not-first-of-type:border-line not-first-of-type:pt-2">
      <div className="flex justify-between gap-3 pb-1 text-2xs text-ink-3">
        <h3>{set.provider === null ? t("source") : t("title")}</h3>
        <p dir="auto" className="text-end">
          <bdi>
            {set.source} {set.version}
          </bdi>
          {latency === null ? "" : ` · ${t("latency", { ms: latency })}`}
          {set.provider && set.provider !== FAILED_PROVIDER
            ? ` · ${t("provider", { name: set.provider })}`
            : ""}
        </p>
      </div>
      {set.provider === FAILED_PROVIDER ? (
        <p className="text-ink-2">{to("failed")}</p>
      ) : (
        <SignalRows
          set={set}
          policies={view.policies}
          marks={set.provider === null || isBeside(set) ? null : marks}
        />
      )}
    </section>
  );
}

/** Whether the words of the text model are not what carried its scores: models beside it, and the fused one. */
function isBeside({ detail }: SetProps["set"]): boolean {
  return detail[REVIEW_ONLY] === true || REPLACES in detail;
}

type RowMarks = Pick<Marks, "on" | "signal" | "explain">;
type RowsProps = {
  set: Pick<SetProps["set"], "values">;
  policies: CaseView["policies"];
  /** Lets each row's name ask for its words; null where nothing can say them. */
  marks: RowMarks | null;
};

/** One source's numbers beside the thresholds in force; the faint ones folded away. */
export function SignalRows({ set, policies, marks }: RowsProps) {
  const t = useTranslations("signals");
  const { rows, faint } = signalRows(set, policies);
  return (
    <>
      {rows.map((row) => (
        <Row key={row.name} row={row} marks={marks} />
      ))}
      {faint.length > 0 ? (
        <details>
          <summary className="py-1 text-xs text-ink-3">{t("faint", { count: faint.length })}</summary>
          {faint.map((row) => (
            <Row key={row.name} row={row} marks={null} />
          ))}
        </details>
      ) : null}
    </>
  );
}

function Row({ row, marks }: { row: SignalRow; marks: RowMarks | null }) {
  const t = useTranslations("signals");
  const words = useWords();
  const name = words.signal(row.name);
  const value = words.probability(row.value);
  const limits = row.thresholds
    ? [row.thresholds.review, ...(row.thresholds.automatic === null ? [] : [row.thresholds.automatic])]
    : [];
  const spoken = row.thresholds
    ? t("spoken", { name, value, threshold: words.probability(row.thresholds.review) })
    : t("spokenPlain", { name, value });
  return (
    <div className="grid grid-cols-[108px_1fr_44px_76px] items-center gap-2.5 py-[5px] max-md:grid-cols-[88px_1fr_36px_auto]">
      {marks ? (
        <button
          type="button"
          aria-pressed={marks.on && marks.signal === row.name}
          title={t("explain", { name })}
          onClick={() => marks.explain(row.name)}
          className="truncate text-start decoration-line-field decoration-dotted underline-offset-3 hover:underline aria-pressed:underline"
        >
          {name}
        </button>
      ) : (
        <span className="truncate">{name}</span>
      )}
      <Meter value={row.value} marks={limits} tone={row.over ? "bad" : "neutral"} label={spoken} />
      <span aria-hidden="true" className="text-end">
        {value}
      </span>
      <span>{row.over ? <Tag tone="bad">{t(`over.${row.over}`)}</Tag> : null}</span>
    </div>
  );
}
