"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useChange } from "#components/settings/use-area.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { AccuracyRow, GoldRow } from "#lib/quality/schema.ts";
import type { QualityChoices } from "./choices.ts";
import { GoldDialog } from "./gold-dialog.tsx";
import { ShareText } from "./share-text.tsx";
import { VerdictText } from "./verdict-text.tsx";

type Props = { gold: readonly GoldRow[]; accuracy: readonly AccuracyRow[]; choices: QualityChoices };

/** Cases with a known answer, how they were answered, and how far each person's answers fitted. */
export function GoldSection({ gold, accuracy, choices }: Props) {
  const t = useTranslations("quality.gold");
  const [marking, setMarking] = useState(false);
  return (
    <section aria-labelledby="gold" className="grid gap-2">
      <div className="flex flex-wrap items-center gap-3">
        <h2 id="gold" className="font-semibold">
          {t("title")}
        </h2>
        <Button size="sm" className="ms-auto" onClick={() => setMarking(true)}>
          {t("mark")}
        </Button>
      </div>
      {gold.length === 0 ? (
        <p className="text-ink-2">{t("empty")}</p>
      ) : (
        <Card className="overflow-hidden">
          <Table label={t("title")}>
            <thead>
              <tr>
                <Th>{t("case")}</Th>
                <Th>{t("item")}</Th>
                <Th>{t("expected")}</Th>
                <Th end>{t("fitting")}</Th>
                <Th>{t("state")}</Th>
                <Th />
              </tr>
            </thead>
            <tbody className="[&>tr:last-child>td]:border-b-0">
              {gold.map((row) => (
                <Row key={row.number} row={row} />
              ))}
            </tbody>
          </Table>
        </Card>
      )}
      {accuracy.length > 0 ? (
        <>
          <h3 className="mt-2 text-ink-2">{t("people")}</h3>
          <Card className="max-w-xl overflow-hidden">
            <Table label={t("people")}>
              <tbody className="[&>tr:last-child>td]:border-b-0">
                {accuracy.map(({ id, name, fitting }) => (
                  <tr key={id}>
                    <Td>
                      <bdi>{name}</bdi>
                    </Td>
                    <Td end>
                      <ShareText estimate={fitting} />
                    </Td>
                  </tr>
                ))}
              </tbody>
            </Table>
          </Card>
          <p className="text-xs text-ink-3">{t("how")}</p>
        </>
      ) : null}
      {marking ? <GoldDialog choices={choices} onClose={() => setMarking(false)} /> : null}
    </section>
  );
}

function Row({ row }: { row: GoldRow }) {
  const t = useTranslations("quality.gold");
  const change = useChange("quality");
  return (
    <tr className="hover:bg-hover">
      <Td>
        <Link href={`/cases/${row.caseNumber}`} prefetch={false} className="text-accent hover:underline">
          {t("number", { number: row.caseNumber })}
        </Link>
      </Td>
      <Td className="max-w-[32ch] truncate">
        <span dir="auto">{row.excerpt}</span>
      </Td>
      <Td>
        <VerdictText verdict={row.expected} />
      </Td>
      <Td end>
        <ShareText estimate={row.fitting} />
      </Td>
      <Td>
        <Tag tone={row.retired ? "neutral" : "ok"}>{t(row.retired ? "retired" : "inUse")}</Tag>
      </Td>
      <Td end>
        {row.retired ? null : (
          <Button
            size="sm"
            disabled={change.isPending}
            aria-label={t("retireCase", { number: row.caseNumber })}
            onClick={() => change.mutate({ path: `quality/gold/${row.number}`, method: "DELETE" })}
          >
            {t("retire")}
          </Button>
        )}
      </Td>
    </tr>
  );
}
