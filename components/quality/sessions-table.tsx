"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { Card } from "#components/ui/card.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { SessionRow } from "#lib/quality/schema.ts";

/** Calibration sessions: how far they are, and what is left for the reader. */
export function SessionsTable({ sessions }: { sessions: readonly SessionRow[] }) {
  const t = useTranslations("quality.sessions");
  const format = useFormatter();
  return (
    <Card className="overflow-hidden">
      <Table label={t("title")}>
        <thead>
          <tr>
            <Th>{t("name")}</Th>
            <Th>{t("state")}</Th>
            <Th end>{t("items")}</Th>
            <Th end>{t("answers")}</Th>
            <Th>{t("forYou")}</Th>
            <Th end>{t("opened")}</Th>
          </tr>
        </thead>
        <tbody className="[&>tr:last-child>td]:border-b-0">
          {sessions.map((one) => (
            <tr key={one.number} className="hover:bg-hover">
              <Td>
                <Link
                  href={`/quality/sessions/${one.number}`}
                  prefetch={false}
                  className="text-accent hover:underline"
                >
                  <bdi>{one.title}</bdi>
                </Link>
              </Td>
              <Td>
                <Tag tone={one.state === "open" ? "accent" : "neutral"}>{t(`states.${one.state}`)}</Tag>
              </Td>
              <Td end>{format.number(one.items)}</Td>
              <Td end>{t("answersOf", { answers: one.answers, all: one.items * one.people })}</Td>
              <Td>{one.left === null ? "–" : t("left", { left: one.left })}</Td>
              <Td end className="whitespace-nowrap">
                <RelativeTime at={one.at} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
