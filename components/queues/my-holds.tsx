"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { useLiveInterval } from "#components/live/live-state.ts";
import { reviewApi } from "#components/review/api.ts";
import { DueTag } from "#components/review/due-tag.tsx";
import { queryKeys } from "#components/review/query-keys.ts";
import { severityTone } from "#components/review/severity-tone.ts";
import { Countdown } from "#components/time/countdown.tsx";
import { showToast } from "#components/toast/toast-store.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { HeldCaseRow } from "#lib/review/hold-schema.ts";

const REFRESH_MS = 15_000;

/** The reader's own cases on hold: what each waits for, how long it stays theirs, and the way back to it. */
export function MyHolds({ initial }: { initial: HeldCaseRow[] }) {
  const t = useTranslations("holds");
  const locale = useLocale();
  const format = useFormatter();
  const router = useRouter();
  const client = useQueryClient();
  const problemText = useProblemText();
  const { data: holds } = useQuery({
    queryKey: queryKeys.holds(),
    queryFn: reviewApi.holds,
    initialData: initial,
    refetchInterval: useLiveInterval(REFRESH_MS),
  });
  const resume = useMutation({
    mutationFn: ({ number, version }: HeldCaseRow) => reviewApi.resume(number, version),
    onSuccess: (view) => {
      client.setQueryData(queryKeys.case(view.number), view);
      router.push(`/cases/${view.number}`);
    },
    onError: (error) => showToast({ tone: "bad", text: problemText(error) }),
    onSettled: () => void client.invalidateQueries({ queryKey: queryKeys.holds() }),
  });
  if (holds.length === 0) return null;
  return (
    <div className="mt-6">
      <h2 className="mb-2 font-semibold">{t("title")}</h2>
      <Card className="overflow-hidden">
        <Table label={t("title")}>
          <thead>
            <tr>
              <Th end>{t("case")}</Th>
              <Th>{t("waitsFor")}</Th>
              <Th className="max-md:hidden">{t("queue")}</Th>
              <Th className="max-md:hidden">{t("severity")}</Th>
              <Th className="max-lg:hidden">{t("due")}</Th>
              <Th end>{t("left")}</Th>
              <Th />
            </tr>
          </thead>
          <tbody className="[&>tr:last-child>td]:border-b-0">
            {holds.map((held) => (
              <tr key={held.number} className="hover:bg-hover">
                <Td end>
                  <Link
                    href={`/cases/${held.number}`}
                    prefetch={false}
                    className="text-ink-2 hover:underline"
                  >
                    {format.number(held.number)}
                  </Link>
                </Td>
                <Td className="w-full min-w-40 whitespace-normal">
                  <bdi className="wrap-anywhere">{held.reason}</bdi>
                  {held.newAnswers > 0 ? (
                    <Tag tone="accent" dot className="ms-2">
                      {t("answered", { count: held.newAnswers })}
                    </Tag>
                  ) : null}
                </Td>
                <Td className="whitespace-nowrap text-ink-2 max-md:hidden">{held.queue.name[locale]}</Td>
                <Td className="max-md:hidden">
                  <Tag tone={severityTone(held.severity)}>{format.number(held.severity)}</Tag>
                </Td>
                <Td className="max-lg:hidden">
                  <DueTag dueAt={held.dueAt} plain />
                </Td>
                <Td end className="text-ink-2">
                  <Countdown until={held.until} />
                </Td>
                <Td end>
                  <Button size="sm" disabled={resume.isPending} onClick={() => resume.mutate(held)}>
                    {t("resume")}
                  </Button>
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Card>
    </div>
  );
}
