"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { isVeiled, useCare } from "#components/care/care-context.tsx";
import { DueTag } from "#components/review/due-tag.tsx";
import { PriorityPopover } from "#components/review/priority-popover.tsx";
import { severityTone } from "#components/review/severity-tone.ts";
import { useReasonWords, useWords } from "#components/review/use-words.ts";
import { cx } from "#components/ui/cx.ts";
import { Td } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { CaseRow as Row } from "#lib/review/queue-schema.ts";

type CaseRowProps = {
  row: Row;
  index: number;
  /** Takes its height, for the rows that are out of view. */
  measure: (element: HTMLTableRowElement | null) => void;
  /** How long before its due time it is marked. */
  soonSeconds: number;
};

/** One case in a queue. Severe text is veiled until its row is pointed at or focused. */
export function CaseRow({ row, index, measure, soonSeconds }: CaseRowProps) {
  const t = useTranslations("list");
  const format = useFormatter();
  const words = useWords();
  const reasonWords = useReasonWords();
  const veiled = isVeiled(row.severity, useCare().inForce);
  const [first, ...others] = row.reasons.map(reasonWords);
  const why = first ? (
    <Tag tone={first.tone} dot>
      <bdi>{first.text}</bdi>
    </Tag>
  ) : null;
  return (
    <tr ref={measure} data-index={index} className="group hover:bg-hover has-focus-visible:bg-hover">
      <Td end className="w-20 max-md:w-12 max-md:align-top">
        <Link
          data-row
          href={`/cases/${row.number}`}
          prefetch={false}
          className="rounded-[4px] text-ink-2 hover:underline"
        >
          {format.number(row.number)}
        </Link>
      </Td>
      <Td className="whitespace-nowrap max-md:hidden">
        {why}
        {others.length > 0 ? (
          <span title={others.map((reason) => reason.text).join("\n")} className="ms-1.5 text-xs text-ink-3">
            {t("more", { count: others.length })}
          </span>
        ) : null}
      </Td>
      <Td className="w-full max-w-0 md:min-w-56">
        <p
          dir="auto"
          lang={row.language ?? undefined}
          title={veiled ? t("veiled") : undefined}
          className={cx(
            "truncate",
            veiled && "blur-[5px] grayscale group-hover:filter-none group-has-focus-visible:filter-none",
          )}
        >
          {row.excerpt || <span className="text-ink-3">{t("noText")}</span>}
        </p>
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1 pt-0.5 pb-1 text-xs md:hidden">
          {why}
          <DueTag dueAt={row.dueAt} plain soonSeconds={soonSeconds} />
        </div>
        {row.holdReason === null ? null : (
          <p title={row.holdReason} className="truncate pt-0.5 pb-1 text-xs text-ink-2">
            <Tag tone="hold" dot className="me-1.5">
              {t("onHold")}
            </Tag>
            <bdi>{row.holdReason}</bdi>
          </p>
        )}
      </Td>
      <Td className="max-md:hidden">
        <Tag tone={severityTone(row.severity)}>{format.number(row.severity)}</Tag>
      </Td>
      <Td className="text-ink-2 max-lg:hidden">{row.language ? words.language(row.language) : ""}</Td>
      <Td end className="text-ink-2 max-xl:hidden">
        {format.number(row.reach, { notation: "compact" })}
      </Td>
      <Td end className="max-md:hidden">
        <PriorityPopover view={row} short />
      </Td>
      <Td className="whitespace-nowrap max-md:hidden">
        <DueTag dueAt={row.dueAt} plain soonSeconds={soonSeconds} />
      </Td>
      <Td className="whitespace-nowrap text-ink-2 max-lg:hidden">
        {row.claimedBy ? <bdi>{row.claimedBy.name}</bdi> : ""}
      </Td>
    </tr>
  );
}
