"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { useKeys } from "#components/keys/use-keys.ts";
import { queryKeys } from "#components/review/query-keys.ts";
import { showToast } from "#components/toast/toast-store.ts";
import type { CaseView } from "#lib/review/schema.ts";
import { escalationApi } from "./api.ts";
import { caseEscalationKey, useCaseEscalation } from "./use-case-escalation.ts";
import { useArrival } from "./use-destination.ts";

/** The first thing on the checklist that is still to do; there the key leads once the case is an emergency. */
export const CHECKLIST = "emergency-checklist";
const focusOpenStep = () =>
  document.querySelector<HTMLElement>(`#${CHECKLIST} input[type=checkbox]:not(:checked)`)?.focus();

/** What the desk knows and does about a case as an emergency. */
export function useEmergency(view: CaseView) {
  const t = useTranslations("escalation");
  const client = useQueryClient();
  const problemText = useProblemText();
  const arrival = useArrival();
  const known = useCaseEscalation(view);
  const [asking, setAsking] = useState(false);
  const { number, version } = view;

  async function readAnew(): Promise<void> {
    await Promise.all([
      client.invalidateQueries({ queryKey: queryKeys.case(number), exact: true }),
      client.invalidateQueries({ queryKey: caseEscalationKey(number) }),
      client.invalidateQueries({ queryKey: queryKeys.area("escalation-notices") }),
    ]);
  }
  /** Says what went wrong, and shows how it stands now. @returns whether it was done */
  async function change(call: () => Promise<unknown>): Promise<boolean> {
    try {
      await call();
      return true;
    } catch (error) {
      showToast({ tone: "bad", text: problemText(error) });
      return false;
    } finally {
      await readAnew();
    }
  }

  const why = known?.notMarkable ?? null;
  const ask = () => {
    if (why === "sample" || why === "second_look") showToast({ tone: "warn", text: t(`why.${why}`) });
    else setAsking(true);
  };
  const offered = known !== undefined && (why === null || why === "sample" || why === "second_look");
  useKeys("desk", { emergency: known?.emergency ? focusOpenStep : offered ? ask : undefined });

  return {
    known,
    offered,
    ask,
    asking,
    setAsking,
    mark: (note: string) =>
      change(async () => {
        showToast(arrival(number, await escalationApi.mark(number, version, note)));
        setAsking(false);
      }),
    tick: (item: string, done: boolean, note: string) =>
      change(() => escalationApi.tick(number, item, done, note)),
    callOff: (reason: string) => change(() => escalationApi.callOff(number, version, reason)),
  };
}

export type EmergencyAtDesk = ReturnType<typeof useEmergency>;
