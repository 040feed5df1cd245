"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Moment } from "#components/time/moment.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { MatchView } from "#lib/known-content/index.ts";
import { useChange } from "./use-area.ts";

/** The newest matches; those that reviewers called false come first, each with its hash to turn off. */
export function KnownMatches({ matches }: { matches: MatchView[] }) {
  const t = useTranslations("knownContent");
  if (matches.length === 0) return <p className="text-ink-2">{t("noMatches")}</p>;
  return (
    <Card className="overflow-hidden">
      <h2 className="px-4 pt-3 font-semibold">{t("newest")}</h2>
      <Table label={t("newest")}>
        <thead>
          <tr>
            <Th>{t("item")}</Th>
            <Th>{t("bank")}</Th>
            <Th end>{t("distance")}</Th>
            <Th>{t("note")}</Th>
            <Th>{t("met")}</Th>
            <Th>{t("verdict")}</Th>
            <Th />
          </tr>
        </thead>
        <tbody className="[&>tr:last-child>td]:border-b-0">
          {matches.map((match) => (
            <MatchRow key={match.id} match={match} />
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function MatchRow({ match }: { match: MatchView }) {
  const t = useTranslations("knownContent");
  const format = useFormatter();
  const change = useChange("banks");
  return (
    <tr className="hover:bg-hover">
      <Td>
        {match.caseNumber === null ? (
          <bdi>{match.itemExternalId}</bdi>
        ) : (
          <Link href={`/cases/${match.caseNumber}`} className="text-accent hover:underline">
            <bdi>{match.itemExternalId}</bdi>
          </Link>
        )}
      </Td>
      <Td>
        <bdi>{match.bank}</bdi>
      </Td>
      <Td end>{format.number(match.distance, { maximumFractionDigits: 2 })}</Td>
      <Td className="max-w-64 truncate text-ink-2">
        <bdi title={match.note}>{match.note}</bdi>
      </Td>
      <Td className="whitespace-nowrap text-ink-2">
        <Moment at={match.createdAt} />
      </Td>
      <Td>
        {match.falsePositiveAt ? (
          <Tag tone="bad">{t("falseBy", { name: match.reportedBy ?? "" })}</Tag>
        ) : null}
      </Td>
      <Td end>
        <Button
          size="sm"
          disabled={change.isPending}
          onClick={() =>
            change.mutate({
              path: `known-hashes/${match.hashId}`,
              method: "PATCH",
              body: { enabled: !match.hashEnabled },
            })
          }
        >
          {t(match.hashEnabled ? "disableHash" : "enableHash")}
        </Button>
      </Td>
    </tr>
  );
}
