"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from "react";
import { useKeys } from "#components/keys/use-keys.ts";
import { Table, Th } from "#components/ui/table.tsx";
import type { CaseRow as Row } from "#lib/review/queue-schema.ts";
import { CaseRow } from "./case-row.tsx";

/** A dense row, px; measured once it is there. */
const ROW_HEIGHT = 37;
/** Rows kept ready beyond each edge of the view. */
const OVERSCAN = 12;
/** What the server draws, before there is a window: more than any window shows. */
const FIRST_VIEW = { width: 0, height: 50 * ROW_HEIGHT };
/** The next page is fetched when so many rows are left below the view: most of a page ahead. */
const NEAR_END = 30;

type CasesTableProps = {
  cases: readonly Row[];
  label: string;
  /** How long before its due time a case is marked. */
  soonSeconds: number;
  onNearEnd: (() => void) | undefined;
};

/** Cases as dense rows, of which only those in view are in the page. J and K walk down and up their links. */
export function CasesTable({ cases, label, soonSeconds, onNearEnd }: CasesTableProps) {
  const t = useTranslations("list");
  const body = useRef<HTMLTableSectionElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  const rows = useVirtualizer({
    count: cases.length,
    getScrollElement: () => body.current?.closest<HTMLElement>("[data-scroll]") ?? null,
    getItemKey: (index) => cases[index]?.number ?? index,
    estimateSize: () => ROW_HEIGHT,
    initialRect: FIRST_VIEW,
    overscan: OVERSCAN,
    scrollMargin,
  });
  useLayoutEffect(() => {
    const scroller = body.current?.closest("[data-scroll]");
    if (!body.current || !scroller) return;
    const top = body.current.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    setScrollMargin(Math.round(top + scroller.scrollTop));
  }, []);

  const shown = rows.getVirtualItems();
  const [first, last] = [shown[0], shown.at(-1)];
  const before = first ? first.start - scrollMargin : 0;
  const behind = last ? rows.getTotalSize() - (last.end - scrollMargin) : 0;

  const nearEnd = onNearEnd !== undefined && last !== undefined && last.index >= cases.length - NEAR_END;
  const more = useEffectEvent(() => onNearEnd?.());
  useEffect(() => {
    if (nearEnd) more();
  }, [nearEnd]);

  function walk(step: 1 | -1): void {
    const links = [...(body.current?.querySelectorAll<HTMLAnchorElement>("a[data-row]") ?? [])];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    const next = links[at === -1 ? 0 : at + step];
    next?.focus();
  }
  useKeys("list", { down: () => walk(1), up: () => walk(-1) });
  return (
    <Table label={label}>
      <thead>
        <tr>
          <Th end>{t("number")}</Th>
          <Th className="max-md:hidden">{t("why")}</Th>
          <Th>{t("excerpt")}</Th>
          <Th className="max-md:hidden">{t("severity")}</Th>
          <Th className="max-lg:hidden">{t("language")}</Th>
          <Th end className="max-xl:hidden">
            {t("reach")}
          </Th>
          <Th end className="max-md:hidden">
            {t("priority")}
          </Th>
          <Th className="max-md:hidden">{t("due")}</Th>
          <Th className="max-lg:hidden">{t("claimedBy")}</Th>
        </tr>
      </thead>
      <tbody ref={body} className="[&>tr:last-child>td]:border-b-0">
        <Spacer height={before} />
        {shown.map(({ index }) => {
          const row = cases[index];
          return row ? (
            <CaseRow
              key={row.number}
              row={row}
              index={index}
              measure={rows.measureElement}
              soonSeconds={soonSeconds}
            />
          ) : null;
        })}
        <Spacer height={behind} />
      </tbody>
    </Table>
  );
}

/** Stands for the rows that are out of view. An attribute, since our content security policy allows no inline styles. */
function Spacer({ height }: { height: number }) {
  return height > 0 ? (
    <tr>
      <td height={height} className="p-0" />
    </tr>
  ) : null;
}
