"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type SubmitEvent, useState } from "react";
import { ProblemError } from "#components/api/problem.ts";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { showToast } from "#components/toast/toast-store.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, Textarea } from "#components/ui/field.tsx";
import { type Colleague, reviewApi } from "./api.ts";
import { ColleaguePicker } from "./colleague-picker.tsx";
import { queryKeys } from "./query-keys.ts";

const MOST_CHARACTERS = 1000;

/** A question about this case to one colleague: whom first, then what. */
export function AskDialog({ number, onClose }: { number: number; onClose: () => void }) {
  const t = useTranslations("questions.ask");
  const client = useQueryClient();
  const problemText = useProblemText();
  const [colleague, setColleague] = useState<Colleague | null>(null);
  const [question, setQuestion] = useState("");
  const [lacking, setLacking] = useState(false);
  const people = useQuery({
    queryKey: queryKeys.askable(number),
    queryFn: () => reviewApi.askable(number),
    staleTime: 60_000,
  });
  const ask = useMutation({
    mutationFn: (to: Colleague) => reviewApi.ask(number, { colleagueId: to.id, question: question.trim() }),
    onSuccess: (view, { name }) => {
      client.setQueryData(queryKeys.case(number), view);
      showToast({ tone: "ok", text: t("done", { name }) });
      onClose();
    },
  });
  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (question.trim() === "") setLacking(true);
    else if (colleague && !ask.isPending) ask.mutate(colleague);
  }
  return (
    <Dialog open onOpenChange={onClose} title={t("title")} description={t("description")}>
      {colleague ? (
        <form onSubmit={submit} className="grid gap-3">
          <p className="flex items-center gap-2">
            <span className="flex-1">
              {t("to")} <bdi className="font-semibold">{colleague.name}</bdi>
            </span>
            <Button variant="quiet" onClick={() => setColleague(null)}>
              {t("other")}
            </Button>
          </p>
          <Field label={t("question")} error={lacking ? t("missing") : undefined}>
            {(control) => (
              <Textarea
                {...control}
                ref={(field) => field?.focus()}
                dir="auto"
                rows={3}
                maxLength={MOST_CHARACTERS}
                value={question}
                onChange={(event) => {
                  setQuestion(event.currentTarget.value);
                  setLacking(false);
                }}
                onKeyDown={(event) => {
                  if (event.key === "Enter" && (event.ctrlKey || event.metaKey))
                    event.currentTarget.form?.requestSubmit();
                }}
              />
            )}
          </Field>
          {ask.error ? (
            <p role="alert" className="text-bad">
              {refusedIn(ask.error, t) ?? problemText(ask.error)}
            </p>
          ) : null}
          <div className="flex justify-end gap-2">
            <Button onClick={onClose}>{t("cancel")}</Button>
            <Button type="submit" variant="primary" disabled={ask.isPending}>
              {t("submit")}
            </Button>
          </div>
        </form>
      ) : (
        <ColleaguePicker label={t("title")} nobody={t("nobody")} people={people} onPick={setColleague} />
      )}
    </Dialog>
  );
}

const REFUSALS = ["judged_alone", "too_many_questions"] as const;

/** A refusal in the reader's language, where we know it. */
function refusedIn(
  error: unknown,
  t: ReturnType<typeof useTranslations<"questions.ask">>,
): string | undefined {
  const reason = error instanceof ProblemError ? error.problem.reason : undefined;
  const known = REFUSALS.find((one) => one === reason);
  return known && t(`refused.${known}`);
}
