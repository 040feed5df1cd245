"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type Dispatch, useRef, useState } from "react";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { withItemSeen } from "#components/care/care-cache.ts";
import { useArrival } from "#components/escalation/use-destination.ts";
import { dismissTopic, showToast } from "#components/toast/toast-store.ts";
import type { MyCare } from "#lib/care/schema.ts";
import type { QueueSummary } from "#lib/review/queue-schema.ts";
import type { CaseView, DecisionResult, DeskStats } from "#lib/review/schema.ts";
import { reviewApi } from "./api.ts";
import { withCaseGone, withDecisionCounted } from "./desk-cache.ts";
import type { DeskEvent, LastDone } from "./desk-state.ts";
import { answerFrom, type Draft, decisionFrom } from "./draft.ts";
import { lookAnswerFrom } from "./look-answer.ts";
import { queryKeys } from "./query-keys.ts";
import { caseTopic, useConflict } from "./use-conflict.ts";
import { markDecision } from "./use-next-painted.ts";

/** Sends decisions behind the reviewer's back and takes them back again. */
export function useDecide(dispatch: Dispatch<DeskEvent>) {
  const t = useTranslations("desk");
  const client = useQueryClient();
  const settle = useConflict(dispatch);
  const problemText = useProblemText();
  const sayWhere = useArrival();
  const onItsWay = useRef<Promise<DecisionResult | null>>(Promise.resolve(null));

  async function send(view: CaseView, draft: Draft): Promise<DecisionResult | null> {
    const { number, version } = view;
    const look = view.look && lookAnswerFrom(draft, version);
    const decision = look ? null : decisionFrom(draft, version);
    const answer = answerFrom(draft, version);
    try {
      const result = look
        ? await reviewApi.answerLook(number, look)
        : decision
          ? await reviewApi.decide(number, decision)
          : await (answer
              ? reviewApi.answer(number, answer)
              : reviewApi.escalate(number, version, draft.note.trim(), draft.reveals).then((destination) => {
                  showToast({ ...sayWhere(number, destination), topic: caseTopic(number) });
                })
            ).then(() => null);
      dispatch({ type: "accepted", number, result });
      return result;
    } catch (error) {
      await settle(number, error);
      return null;
    } finally {
      client.removeQueries({ queryKey: queryKeys.case(number), type: "inactive" });
      void client.invalidateQueries({ queryKey: queryKeys.stats() });
      void client.invalidateQueries({ queryKey: queryKeys.care() });
      void client.invalidateQueries({ queryKey: queryKeys.queues(), exact: true });
    }
  }

  /** Takes a complete draft off the desk and sends it. The next case does not wait for the answer. */
  function decide(view: CaseView, draft: Draft): void {
    if (draft.choice === null) return;
    markDecision();
    dismissTopic(caseTopic(view.number));
    dispatch({ type: "sent-off", number: view.number, choice: draft.choice, look: view.look !== null });
    client.setQueryData<QueueSummary[]>(queryKeys.queues(), (queues) =>
      withCaseGone(queues, view.queue.slug),
    );
    if (draft.choice !== "escalate")
      client.setQueryData<DeskStats>(queryKeys.stats(), (stats) => withDecisionCounted(stats));
    client.setQueryData<MyCare>(queryKeys.care(), (care) => withItemSeen(care, view.severity));
    onItsWay.current = send(view, draft);
  }

  const [undoing, setUndoing] = useState(false);

  /** Takes a decision back and puts its case on the desk. One still on its way is waited for. */
  async function undo(last: Pick<LastDone, "draft"> & { result: DecisionResult | null }): Promise<void> {
    if (undoing) return;
    setUndoing(true);
    try {
      const result = last.result ?? (await onItsWay.current);
      if (!result?.decisionId) return;
      const { outcome, caseNumber } = await reviewApi.undo(result.decisionId);
      client.setQueryData(queryKeys.case(caseNumber), await reviewApi.case(caseNumber));
      dispatch({ type: "returned", number: caseNumber, draft: last.draft });
      showToast({ tone: "ok", text: t(`undone.${outcome}`, { number: caseNumber }) });
    } catch (error) {
      showToast({ tone: "bad", text: problemText(error) });
    } finally {
      setUndoing(false);
    }
  }

  return { decide, undo, undoing };
}
