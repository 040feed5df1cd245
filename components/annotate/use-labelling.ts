"use client";

import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { ProblemError } from "#components/api/problem.ts";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { showToast } from "#components/toast/toast-store.ts";
import type { ProjectView, SkipRequest, TaskView } from "#lib/annotation/schema.ts";
import { annotateApi } from "./api.ts";

/** The task in view and the one behind it. */
const AT_HAND = 2;

/**
 * The labelling screen's state: tasks at hand, answers on their way, and what can be taken back. An answer leaves the
 * screen at once and is sent behind it; one that could not be stored comes back as it was.
 */
export function useLabelling(project: ProjectView, first: TaskView | null) {
  const t = useTranslations("annotate.labelling");
  const problemText = useProblemText();
  const [tasks, setTasks] = useState<TaskView[]>(first ? [first] : []);
  const [drained, setDrained] = useState(first === null);
  const [error, setError] = useState<unknown>(null);
  const [mine, setMine] = useState(project.mine);
  // Set when an answer leaves the screen, so that it can be taken back before the server has said anything.
  const [last, setLast] = useState<{ id: string; stored: Promise<boolean> } | null>(null);
  const [undoing, setUndoing] = useState(false);
  const filling = useRef(false);
  const sending = useRef(new Set<string>());

  const fill = useEffectEvent(async () => {
    if (filling.current || drained || error || tasks.length >= AT_HAND) return;
    filling.current = true;
    try {
      const held = [...tasks.map(({ id }) => id), ...sending.current];
      const task = await annotateApi.next(project.slug, held);
      if (task) setTasks((now) => (now.some(({ id }) => id === task.id) ? now : [...now, task]));
      else setDrained(true);
    } catch (problem) {
      setError(problem);
    } finally {
      filling.current = false;
    }
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever less is at hand, or it may be tried again.
  useEffect(() => void fill(), [tasks, drained, error]);

  const leave = async (task: TaskView, send: () => Promise<void>, labels: string[]) => {
    sending.current.add(task.id);
    setTasks((now) => now.filter(({ id }) => id !== task.id));
    try {
      await send();
      return true;
    } catch (problem) {
      showToast({ tone: "bad", text: problemText(problem) });
      // Somebody else has it by now: there is nothing to come back to.
      if (!(problem instanceof ProblemError && problem.isConflict))
        setTasks((now) => [{ ...task, labels }, ...now]);
      return false;
    } finally {
      sending.current.delete(task.id);
    }
  };

  const send = async (task: TaskView, labels: string[], seconds: number) => {
    const { gold, mine: counts } = await annotateApi.submit(task.id, { labels, seconds });
    setMine((now) => ({ ...now, ...counts }));
    if (!gold) return;
    setLast((now) => (now?.id === task.id ? null : now));
    const names = gold.labels.map(
      (label) => project.labels.find((one) => one.label === label)?.name ?? label,
    );
    const answer = names.length > 0 ? names.join(", ") : t("none");
    showToast({
      topic: "gold",
      tone: gold.agreed ? "ok" : "neutral",
      text: t(gold.agreed ? "goldAgreed" : "goldDiffered", { answer }),
    });
  };

  const submit = (task: TaskView, labels: string[], seconds: number) =>
    setLast({ id: task.id, stored: leave(task, () => send(task, labels, seconds), labels) });

  const skip = (task: TaskView, reason: SkipRequest) =>
    leave(task, () => annotateApi.skip(task.id, reason).then(() => undefined), []);

  const undo = async () => {
    if (!last || undoing) return;
    setUndoing(true);
    try {
      // One that could not be stored has come back already.
      if (!(await last.stored)) return;
      const task = await annotateApi.undo(last.id);
      setTasks((now) => [task, ...now.filter(({ id }) => id !== task.id)]);
      setMine((now) => ({
        ...now,
        today: Math.max(0, now.today - 1),
        answered: Math.max(0, now.answered - 1),
      }));
      setDrained(false);
    } catch (problem) {
      showToast({ tone: "bad", text: problemText(problem) });
    } finally {
      setLast(null);
      setUndoing(false);
    }
  };

  return {
    task: tasks[0] ?? null,
    nextReady: tasks.length > 1,
    drained,
    error,
    mine,
    submit,
    skip,
    undo: last && !undoing ? undo : undefined,
    again: () => {
      setError(null);
      setDrained(false);
    },
  };
}
export type LabellingState = ReturnType<typeof useLabelling>;
