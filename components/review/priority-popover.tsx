"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Meter } from "#components/ui/meter.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { MAX_BASE } from "#lib/review/priority.ts";
import type { CaseView } from "#lib/review/schema.ts";

const PARTS = ["severity", "confidence", "reach", "reports"] as const;

type PriorityPopoverProps = {
  view: Pick<CaseView, "priority" | "priorityParts" | "severity">;
  /** The number alone, for a column that is named. */
  short?: boolean;
  /** Given where something else than a press on it opens it too. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
};

/** The priority as a number; opened, as the sum it is. */
export function PriorityPopover({ view, short = false, ...state }: PriorityPopoverProps) {
  const t = useTranslations("priority");
  const format = useFormatter();
  const points = (value: number) =>
    format.number(value, { maximumFractionDigits: 1, minimumFractionDigits: 1 });
  const waiting = Math.max(0, view.priority - view.priorityParts.base);
  const rows = [
    ...PARTS.map((part) => ({ name: t(part), value: view.priorityParts[part] })),
    { name: t("waiting"), value: waiting },
  ];
  return (
    <Popover
      {...state}
      label={t("title")}
      trigger={
        <button
          type="button"
          {...(short ? { "aria-label": t("open", { points: points(view.priority) }) } : {})}
          className="rounded-[4px] text-start text-ink-3 underline decoration-line-field decoration-dotted underline-offset-3 hover:text-ink"
        >
          {short
            ? points(view.priority)
            : t("summary", { points: points(view.priority), severity: view.severity })}
        </button>
      }
    >
      <h3 className="mb-2 font-semibold">{t("title")}</h3>
      <dl className="grid grid-cols-[auto_1fr_auto] items-center gap-x-3 gap-y-1.5">
        {rows.map((row) => (
          <div key={row.name} className="contents">
            <dt className="text-ink-2">{row.name}</dt>
            <dd aria-hidden="true">
              <Meter value={row.value / MAX_BASE} label="" />
            </dd>
            <dd className="text-end">{points(row.value)}</dd>
          </div>
        ))}
        <div className="contents">
          <dt className="border-t border-line pt-1.5 font-semibold">{t("total")}</dt>
          <dd aria-hidden="true" className="h-full border-t border-line" />
          <dd className="border-t border-line pt-1.5 text-end font-semibold">{points(view.priority)}</dd>
        </div>
      </dl>
      <p className="mt-2 text-xs text-ink-3">{t("how")}</p>
    </Popover>
  );
}
