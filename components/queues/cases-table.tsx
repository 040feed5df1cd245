"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";
import { useKeys } from "#components/keys/use-keys.ts";
import { Table, Th } from "#components/ui/table.tsx";
import type { CaseRow as Row } from "#lib/review/schema.ts";
import { CaseRow } from "./case-row.tsx";

/** Cases as dense rows. J and K walk down and up the links of the rows. */
export function CasesTable({ cases, label }: { cases: readonly Row[]; label: string }) {
  const t = useTranslations("list");
  const body = useRef<HTMLTableSectionElement>(null);
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
          <Th end className="max-md:hidden">
            {t("priority")}
          </Th>
          <Th className="max-md:hidden">{t("due")}</Th>
          <Th className="max-lg:hidden">{t("claimedBy")}</Th>
        </tr>
      </thead>
      <tbody ref={body} className="[&>tr:last-child>td]:border-b-0">
        {cases.map((row) => (
          <CaseRow key={row.number} row={row} />
        ))}
      </tbody>
    </Table>
  );
}
