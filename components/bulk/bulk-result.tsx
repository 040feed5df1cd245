"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { isVeiled, useCare } from "#components/care/care-context.tsx";
import { useKeys } from "#components/keys/use-keys.ts";
import { queryKeys } from "#components/review/query-keys.ts";
import { useWords } from "#components/review/use-words.ts";
import { Moment } from "#components/time/moment.tsx";
import { Card } from "#components/ui/card.tsx";
import { cx } from "#components/ui/cx.ts";
import { Checkbox } from "#components/ui/field.tsx";
import { Meter } from "#components/ui/meter.tsx";
import { Page } from "#components/ui/page.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { Tag, type Tone } from "#components/ui/tag.tsx";
import type { BulkView, MemberState } from "#lib/bulk/schema.ts";
import { bulkApi } from "./api.ts";
import { UndoBulk } from "./undo-bulk.tsx";

const STATE_TONE: Record<BulkView["state"], Tone> = {
  running: "accent",
  done: "ok",
  undoing: "accent",
  undone: "neutral",
};
const MEMBER_TONE: Record<MemberState, Tone> = {
  waiting: "neutral",
  decided: "ok",
  skipped: "hold",
  taken_back: "neutral",
  reversed: "warn",
  kept: "bad",
};
const BUSY_MS = 500;
const CALM_MS = 3_000;

/** What became of an action for many, while it runs and after. */
export function BulkResult({ initial }: { initial: BulkView }) {
  const t = useTranslations("bulk");
  const words = useWords();
  const client = useQueryClient();
  const problemText = useProblemText();
  const { data: bulk } = useQuery({
    queryKey: queryKeys.bulk(initial.number),
    queryFn: () => bulkApi.read(initial.number),
    initialData: initial,
    refetchInterval: ({ state: { data } }) =>
      data?.state === "running" || data?.state === "undoing" ? BUSY_MS : data?.mayUndo ? CALM_MS : false,
  });
  const undo = useMutation({
    mutationFn: () => bulkApi.undo(bulk.number),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.bulk(bulk.number) }),
  });
  const takeBack = bulk.mayUndo && !undo.isPending ? () => undo.mutate() : undefined;
  useKeys("bulk", { undo: takeBack });
  return (
    <Page
      title={t("numbered", { number: bulk.number })}
      aside={
        <Tag tone={STATE_TONE[bulk.state]} dot>
          {t(`state.${bulk.state}`)}
        </Tag>
      }
    >
      <div className="mx-auto grid max-w-5xl gap-4">
        <Card className="grid gap-3 p-4">
          <p className="text-base">
            {words.done(bulk.action)}
            {bulk.policyCode ? (
              <>
                {" · "}
                <Link href={`/policies/${bulk.policyCode}`} className="underline-offset-2 hover:underline">
                  <bdi>{bulk.policyCode}</bdi>
                </Link>
              </>
            ) : null}
            <span className="text-sm text-ink-2">
              {" · "}
              {t("by", { name: bulk.by.name })} · <Moment at={bulk.createdAt} />
            </span>
          </p>
          {bulk.rationale ? (
            <p dir="auto" className="break-words text-ink-2">
              {bulk.rationale}
            </p>
          ) : null}
          <Progress bulk={bulk} />
          {undo.isError ? (
            <p role="alert" className="text-bad">
              {problemText(undo.error)}
            </p>
          ) : null}
          {bulk.undoneBy ? <p className="text-ink-2">{t("undoneBy", { name: bulk.undoneBy })}</p> : null}
          {bulk.mayUndo ? <UndoBulk bulk={bulk} onUndo={takeBack} /> : null}
        </Card>
        <Members members={bulk.members} />
      </div>
    </Page>
  );
}

function Progress({ bulk }: { bulk: BulkView }) {
  const t = useTranslations("bulk");
  const { counts, total, state } = bulk;
  const left = state === "undoing" ? (counts.decided ?? 0) : (counts.waiting ?? 0);
  return (
    <div className="grid gap-1.5">
      <Meter
        value={total === 0 ? 1 : (total - left) / total}
        tone="accent"
        label={t("progress", { done: total - left, total })}
      />
      <p role="status" className="flex flex-wrap gap-x-3 text-xs text-ink-2">
        <span>{t("progress", { done: total - left, total })}</span>
        {Object.entries(counts).map(([name, count]) => (
          <span key={name}>{t(`counts.${name as MemberState}`, { count: count ?? 0 })}</span>
        ))}
      </p>
    </div>
  );
}

function Members({ members }: { members: BulkView["members"] }) {
  const t = useTranslations("bulk");
  const ts = useTranslations("search");
  const format = useFormatter();
  const { inForce } = useCare();
  const [notDone, setNotDone] = useState(false);
  const anyNotDone = members.some(({ reason }) => reason !== null);
  const shown = notDone ? members.filter(({ reason }) => reason !== null) : members;
  return (
    <section className="grid gap-1.5">
      <div className="flex items-baseline justify-between text-xs text-ink-3">
        <h2>{t("results")}</h2>
        {anyNotDone ? (
          <Checkbox
            label={t("notDone")}
            checked={notDone}
            onChange={(event) => setNotDone(event.currentTarget.checked)}
          />
        ) : null}
      </div>
      <Card className="overflow-hidden">
        <Table label={t("results")}>
          <thead>
            <tr>
              <Th>{t("case")}</Th>
              <Th>{t("item")}</Th>
              <Th>{t("result")}</Th>
              <Th>{t("why")}</Th>
            </tr>
          </thead>
          <tbody className="[&>tr:last-child>td]:border-b-0">
            {shown.map((member) => {
              const veiled = isVeiled(member.severity, inForce);
              return (
                <tr key={member.itemId} className="group hover:bg-hover has-focus-visible:bg-hover">
                  <Td className="whitespace-nowrap">
                    {member.caseNumber === null ? (
                      "—"
                    ) : (
                      <Link
                        href={`/cases/${member.caseNumber}`}
                        prefetch={false}
                        className="underline-offset-2 hover:underline"
                      >
                        {format.number(member.caseNumber)}
                      </Link>
                    )}
                  </Td>
                  <Td className="w-full max-w-0 min-w-40">
                    <p
                      dir="auto"
                      lang={member.language ?? undefined}
                      title={veiled ? ts("veiled") : undefined}
                      className={cx(
                        "truncate",
                        veiled &&
                          "blur-[5px] grayscale group-hover:filter-none group-has-focus-visible:filter-none",
                      )}
                    >
                      {member.excerpt || <bdi className="font-mono">{member.externalId}</bdi>}
                    </p>
                  </Td>
                  <Td className="whitespace-nowrap">
                    <Tag tone={MEMBER_TONE[member.state]} dot>
                      {t(`member.${member.state}`)}
                    </Tag>
                  </Td>
                  <Td className="whitespace-nowrap text-ink-2">
                    {member.reason ? t(`reason.${member.reason}`) : ""}
                  </Td>
                </tr>
              );
            })}
          </tbody>
        </Table>
      </Card>
    </section>
  );
}
