"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { request } from "#components/api/request.ts";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { useKeyLabel } from "#components/keys/keymap-context.tsx";
import { useKeys } from "#components/keys/use-keys.ts";
import { showToast } from "#components/toast/toast-store.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { CaseView } from "#lib/review/schema.ts";
import { queryKeys } from "./query-keys.ts";
import { useWords } from "./use-words.ts";

/** Known content that the item met; a reviewer can say that it is none. */
export function KnownMatches({ view }: { view: CaseView }) {
  const t = useTranslations("knownContent");
  const words = useWords();
  const key = useKeyLabel();
  const client = useQueryClient();
  const problemText = useProblemText();
  const report = useMutation({
    mutationFn: (hashId: number) =>
      request(`/api/console/known-hashes/${hashId}/false-positive`, {
        method: "POST",
        body: { caseNumber: view.number },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.case(view.number) }),
    onError: (error) => showToast({ tone: "bad", text: problemText(error) }),
  });
  const open = view.knownMatches.find(({ falsePositive }) => !falsePositive);
  useKeys("desk", {
    falseMatch: open && !report.isPending ? () => report.mutate(open.hashId) : undefined,
  });
  if (view.knownMatches.length === 0) return null;
  return (
    <Card className="px-[18px] py-2.5">
      <h2 className="pb-1 text-2xs text-ink-3">{t("title")}</h2>
      <ul className="flex flex-col gap-1.5">
        {view.knownMatches.map((match) => (
          <li key={match.hashId} className="flex flex-wrap items-center gap-2">
            <span>
              <bdi className="font-semibold">{match.bank}</bdi>{" "}
              <span className="text-ink-2">
                {t(`matched.${match.kind}`, {
                  distance: match.kind === "text" ? words.probability(match.distance) : match.distance,
                })}
              </span>
              {match.note ? <bdi className="ms-2 text-xs text-ink-3">{match.note}</bdi> : null}
            </span>
            <span className="ms-auto">
              {match.falsePositive ? (
                <Tag>{t("reportedFalse")}</Tag>
              ) : (
                <Button
                  size="sm"
                  hint={match === open ? key("desk", "falseMatch") : undefined}
                  disabled={report.isPending}
                  onClick={() => report.mutate(match.hashId)}
                >
                  {t("reportFalse")}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
