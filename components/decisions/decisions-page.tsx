"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { request } from "#components/api/request.ts";
import { isVeiled, useCare } from "#components/care/care-context.tsx";
import { queryKeys } from "#components/review/query-keys.ts";
import { useWords } from "#components/review/use-words.ts";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { cx } from "#components/ui/cx.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Page } from "#components/ui/page.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { Tag, type Tone } from "#components/ui/tag.tsx";
import type { OwnDecision } from "#lib/bulk/own-decisions.ts";
import type { BulkRow } from "#lib/bulk/schema.ts";
import { UndoDecision } from "./undo-decision.tsx";

type Own = { decisions: OwnDecision[]; bulks: BulkRow[] };

const REFRESH_MS = 5_000;
const STANDING_TONE: Record<OwnDecision["standing"], Tone> = {
  silent: "accent",
  told: "neutral",
  taken_back: "hold",
  appealed: "warn",
  decided_anew: "neutral",
};
const STANDING_WORD = {
  silent: "silent",
  told: "told",
  taken_back: "takenBack",
  appealed: "appealed",
  decided_anew: "anew",
} as const;

/** What one decided lately, and what of it can still be taken back. */
export function DecisionsPage({ initial }: { initial: Own }) {
  const t = useTranslations("decisions");
  const { data, refetch } = useQuery({
    queryKey: queryKeys.decisions(),
    queryFn: () => request<Own>("/api/console/me/decisions"),
    initialData: initial,
    refetchInterval: REFRESH_MS,
  });
  const { decisions, bulks } = data;
  return (
    <Page title={t("title")}>
      <div className="mx-auto grid max-w-6xl gap-4">
        <p className="text-ink-2">{t("window")}</p>
        {decisions.length === 0 && bulks.length === 0 ? (
          <EmptyState
            title={t("emptyTitle")}
            action={
              <Link href="/queues" className={buttonClass()}>
                {t("toQueues")}
              </Link>
            }
          >
            {t("emptyDetail")}
          </EmptyState>
        ) : null}
        {bulks.length > 0 ? (
          <Group title={t("bulks")}>
            <Bulks bulks={bulks} />
          </Group>
        ) : null}
        {decisions.length > 0 ? (
          <Group title={t("singles")}>
            <Table label={t("singles")}>
              <thead>
                <tr>
                  <Th>{t("at")}</Th>
                  <Th>{t("done")}</Th>
                  <Th>{t("case")}</Th>
                  <Th>{t("item")}</Th>
                  <Th>{t("state")}</Th>
                  <Th />
                </tr>
              </thead>
              <tbody className="[&>tr:last-child>td]:border-b-0">
                {decisions.map((decision) => (
                  <DecisionRow key={decision.id} decision={decision} onDone={() => void refetch()} />
                ))}
              </tbody>
            </Table>
          </Group>
        ) : null}
      </div>
    </Page>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-1.5 text-xs text-ink-3">{title}</h2>
      <Card className="overflow-hidden">{children}</Card>
    </section>
  );
}

function DecisionRow({ decision, onDone }: { decision: OwnDecision; onDone: () => void }) {
  const t = useTranslations("decisions");
  const ts = useTranslations("search");
  const words = useWords();
  const format = useFormatter();
  const veiled = isVeiled(decision.severity, useCare().inForce);
  const { standing } = decision;
  return (
    <tr className="group hover:bg-hover has-focus-visible:bg-hover">
      <Td className="whitespace-nowrap text-ink-2">
        <RelativeTime at={decision.createdAt} />
      </Td>
      <Td className="whitespace-nowrap">
        {words.done(decision.action)}
        {decision.policyCode ? (
          <>
            {" · "}
            <bdi>{decision.policyCode}</bdi>
          </>
        ) : null}
      </Td>
      <Td className="whitespace-nowrap">
        <Link
          href={`/cases/${decision.caseNumber}`}
          prefetch={false}
          className="underline-offset-2 hover:underline"
        >
          {format.number(decision.caseNumber)}
        </Link>
      </Td>
      <Td className="w-full max-w-0 min-w-40">
        <p
          dir="auto"
          lang={decision.language ?? undefined}
          title={veiled ? ts("veiled") : undefined}
          className={cx(
            "truncate",
            veiled && "blur-[5px] grayscale group-hover:filter-none group-has-focus-visible:filter-none",
          )}
        >
          {decision.excerpt || <bdi className="font-mono">{decision.externalId}</bdi>}
        </p>
      </Td>
      <Td className="whitespace-nowrap">
        <Tag tone={STANDING_TONE[standing]} dot>
          {t(standing === "silent" && decision.silentUntil === null ? "unheard" : STANDING_WORD[standing])}
        </Tag>
      </Td>
      <Td className="min-w-44">
        {standing === "silent" || standing === "told" ? (
          <UndoDecision
            decisionId={decision.id}
            told={standing === "told"}
            silentUntil={decision.silentUntil}
            onDone={onDone}
          />
        ) : null}
      </Td>
    </tr>
  );
}

function Bulks({ bulks }: { bulks: readonly BulkRow[] }) {
  const t = useTranslations("decisions");
  const tb = useTranslations("bulk");
  const words = useWords();
  return (
    <ul>
      {bulks.map((bulk) => (
        <li
          key={bulk.number}
          className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2 last:border-b-0"
        >
          <Link
            href={`/bulk/${bulk.number}`}
            prefetch={false}
            className="font-semibold underline-offset-2 hover:underline"
          >
            {t("bulk", { number: bulk.number })}
          </Link>
          <span>
            {words.done(bulk.action)}
            {bulk.policyCode ? (
              <>
                {" · "}
                <bdi>{bulk.policyCode}</bdi>
              </>
            ) : null}
          </span>
          <span className="text-ink-2">{t("bulkItems", { count: bulk.total })}</span>
          <Tag tone={bulk.state === "done" ? "ok" : "neutral"} dot>
            {tb(`state.${bulk.state}`)}
          </Tag>
          <RelativeTime at={bulk.createdAt} className="ms-auto text-xs text-ink-3" />
        </li>
      ))}
    </ul>
  );
}
