"use client";

import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useState } from "react";
import { queryKeys } from "#components/review/query-keys.ts";
import { caseTopic } from "#components/review/use-conflict.ts";
import { showToast } from "#components/toast/toast-store.ts";
import type { LiveMessage } from "#lib/live/message.ts";
import type { CaseView } from "#lib/review/schema.ts";
import { openLiveLink } from "./live-link.ts";
import { setLiveState } from "./live-state.ts";
import { staleKeys } from "./stale-keys.ts";

/**
 * Changes are gathered this long before anything is read anew, and up to SPREAD_MS longer, so that a hundred open
 * pages do not ask in the same moment. Longer than the server shares one count (lib/review/queue-counts.ts).
 */
const GATHER_MS = 700;
const SPREAD_MS = 300;

/** Keeps everything on the page as fresh as the server knows it. Once per page, in the shell. */
export function useLiveUpdates(userId: string, from: string | null): void {
  const t = useTranslations("live");
  const client = useQueryClient();
  const router = useRouter();
  // Where it stood at first: the link goes on from there by itself.
  const [start] = useState(from);
  const sayLost = useEffectEvent((number: number) =>
    showToast({ tone: "warn", text: t("claimLost", { number }), topic: caseTopic(number) }),
  );
  const rightsChanged = useEffectEvent(() => router.refresh());
  useEffect(() => {
    let waiting: LiveMessage[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    function settle(): void {
      timer = undefined;
      const list = waiting;
      waiting = [];
      for (const { topic, caseNumber } of list) {
        const held =
          caseNumber !== undefined && client.getQueryData<CaseView>(queryKeys.case(caseNumber))?.claim?.mine;
        if (topic === "claim_lost" && held && caseNumber !== undefined) sayLost(caseNumber);
      }
      if (list.some(({ topic }) => topic === "viewer")) {
        rightsChanged();
        void readAnew(client);
        return;
      }
      for (const { key, exact } of staleKeys(list.filter((message) => isNews(client, message))))
        void client.invalidateQueries({ queryKey: key, exact, refetchType: inSight() });
    }
    /** What happened is not known: all is read anew, and whose rights or cases are others' now is told. */
    async function resync(): Promise<void> {
      const mine = heldCases(client);
      rightsChanged();
      await readAnew(client);
      for (const number of mine) {
        const now = client.getQueryData<CaseView>(queryKeys.case(number));
        if (now?.state === "open" && !now.claim?.mine) sayLost(number);
      }
    }
    const close = openLiveLink(`docket-live:${userId}`, start, {
      state: setLiveState,
      resync: () => void resync(),
      messages: (list) => {
        waiting.push(...list);
        timer ??= setTimeout(settle, GATHER_MS + Math.random() * SPREAD_MS);
      },
    });
    return () => {
      clearTimeout(timer);
      close();
    };
  }, [client, userId, start]);
}

/** A page out of sight marks what is stale, and reads it when it is looked at again. */
const inSight = () => (document.visibilityState === "hidden" ? ("none" as const) : ("active" as const));

const readAnew = (client: QueryClient): Promise<void> => client.invalidateQueries({ refetchType: inSight() });

/** Numbers of the cases that this browser knows as its reader's own. */
const heldCases = (client: QueryClient): number[] =>
  client
    .getQueriesData<CaseView>({
      queryKey: queryKeys.anyCase(),
      predicate: ({ queryKey }) => queryKey.length === 2,
    })
    .flatMap(([, view]) => (view?.claim?.mine ? [view.number] : []));

/** Whether a message says more than the page knows: what it did itself it has read from the answer. */
function isNews(client: QueryClient, { topic, caseNumber, version }: LiveMessage): boolean {
  if (topic !== "case" || caseNumber === undefined || version === undefined) return true;
  const known = client.getQueryData<CaseView>(queryKeys.case(caseNumber));
  return known === undefined || known.version < version;
}
