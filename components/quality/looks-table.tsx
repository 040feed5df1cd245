"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { Card } from "#components/ui/card.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { Tag, type Tone } from "#components/ui/tag.tsx";
import type { LookRow, LookStateName, NamedVerdict } from "#lib/quality/schema.ts";
import { VerdictText } from "./verdict-text.tsx";

const TONES: Record<LookStateName, Tone> = {
  open: "neutral",
  agreed: "ok",
  disagreed: "warn",
  settled: "accent",
  overtaken: "neutral",
  cancelled: "neutral",
};

/** The newest second looks; an unfinished one keeps its answers to itself. */
export function LooksTable({ looks, paired }: { looks: readonly LookRow[]; paired: boolean }) {
  const t = useTranslations("quality.looks");
  return (
    <section aria-labelledby="looks" className="grid gap-2">
      <div className="flex flex-wrap items-baseline gap-3">
        <h2 id="looks" className="font-semibold">
          {t(paired ? "titlePair" : "title")}
        </h2>
        {paired ? (
          <Link href="/quality" prefetch={false} className="text-accent hover:underline">
            {t("allLooks")}
          </Link>
        ) : null}
      </div>
      {looks.length === 0 ? (
        <p className="text-ink-2">{t("empty")}</p>
      ) : (
        <Card className="overflow-hidden">
          <Table label={t("title")}>
            <thead>
              <tr>
                <Th>{t("case")}</Th>
                <Th>{t("item")}</Th>
                <Th>{t("state")}</Th>
                <Th>{t("first")}</Th>
                <Th>{t("second")}</Th>
                <Th>{t("settledBy")}</Th>
                <Th end>{t("when")}</Th>
              </tr>
            </thead>
            <tbody className="[&>tr:last-child>td]:border-b-0">
              {looks.map((look) => (
                <tr key={look.id} className="hover:bg-hover">
                  <Td>
                    {look.firstCase === null ? (
                      "–"
                    ) : (
                      <Link
                        href={`/cases/${look.firstCase}`}
                        prefetch={false}
                        className="text-accent hover:underline"
                      >
                        {t("number", { number: look.firstCase })}
                      </Link>
                    )}
                  </Td>
                  <Td className="max-w-[32ch] truncate">
                    <span dir="auto">{look.excerpt}</span>
                  </Td>
                  <Td>
                    <Tag tone={TONES[look.state]} dot>
                      {t(`states.${look.state}`)}
                    </Tag>
                  </Td>
                  <Answer verdict={look.first} />
                  <Answer verdict={look.second} />
                  <Answer verdict={look.settled} />
                  <Td end className="whitespace-nowrap">
                    <RelativeTime at={look.at} />
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </Card>
      )}
      <p className="text-xs text-ink-3">{t("hidden")}</p>
    </section>
  );
}

function Answer({ verdict }: { verdict: NamedVerdict | null }) {
  return (
    <Td>
      {verdict ? (
        <>
          <VerdictText verdict={verdict} />
          <span className="block text-xs text-ink-3">
            <bdi>{verdict.name}</bdi>
          </span>
        </>
      ) : (
        <span className="text-ink-3">–</span>
      )}
    </Td>
  );
}
