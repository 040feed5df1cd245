"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type SubmitEvent, useEffect, useState } from "react";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { useKeyLabel } from "#components/keys/keymap-context.tsx";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field, Textarea } from "#components/ui/field.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { QuestionView } from "#lib/review/question-schema.ts";
import type { CaseView } from "#lib/review/schema.ts";
import { reviewApi } from "./api.ts";
import { ANSWER_FIELD } from "./open-question.ts";
import { queryKeys } from "./query-keys.ts";

/** What colleagues were asked about this case and what they said; whoever is asked answers here. */
export function QuestionsCard({ view }: { view: CaseView }) {
  const t = useTranslations("questions");
  const { number, questions } = view;
  const fresh = questions.some((one) => one.fresh);
  useEffect(() => {
    // Not told: then the badge stays a little longer.
    if (fresh) void reviewApi.seeAnswers(number).catch(() => undefined);
  }, [fresh, number]);
  return (
    <section
      aria-label={t("title")}
      className="grid gap-3 rounded-xl border border-line bg-panel px-[18px] py-3.5"
    >
      <h2 className="text-2xs text-ink-3">{t("title")}</h2>
      <ul className="grid gap-3" aria-live="polite">
        {questions.map((one) => (
          <li key={one.id} className="grid gap-1.5">
            <p className="flex flex-wrap items-center gap-x-2 text-xs text-ink-3">
              <span>
                {t.rich("asked", {
                  asker: one.askerName,
                  colleague: one.colleagueName,
                  who: (name) => <bdi>{name}</bdi>,
                })}{" "}
                · <RelativeTime at={one.askedAt} />
              </span>
              {one.fresh ? <Tag tone="accent">{t("new")}</Tag> : null}
            </p>
            <p dir="auto" className="break-words whitespace-pre-line">
              {one.question}
            </p>
            <AnswerOf one={one} open={view.state === "open"} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function AnswerOf({ one, open }: { one: QuestionView; open: boolean }) {
  const t = useTranslations("questions");
  if (one.answer !== null && one.answeredAt !== null)
    return (
      <div className="border-s-2 border-accent ps-2.5">
        <p dir="auto" className="break-words whitespace-pre-line">
          {one.answer}
        </p>
        <p className="text-xs text-ink-3">
          <bdi>{one.colleagueName}</bdi> · <RelativeTime at={one.answeredAt} />
        </p>
      </div>
    );
  if (!open) return <p className="text-ink-3">{t("unanswered")}</p>;
  if (one.mine === "colleague") return <AnswerForm one={one} />;
  return <p className="text-ink-3">{t("waiting", { name: one.colleagueName })}</p>;
}

function AnswerForm({ one }: { one: QuestionView }) {
  const t = useTranslations("questions");
  const key = useKeyLabel();
  const client = useQueryClient();
  const problemText = useProblemText();
  const [answer, setAnswer] = useState("");
  const send = useMutation({
    mutationFn: () => reviewApi.answerQuestion(one.id, answer.trim()),
    onSuccess: (view) => client.setQueryData(queryKeys.case(view.number), view),
    onSettled: () => void client.invalidateQueries({ queryKey: queryKeys.inbox() }),
  });
  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (answer.trim() !== "" && !send.isPending) send.mutate();
  }
  return (
    <form onSubmit={submit} className="grid gap-2">
      <Field label={t("answer")} hint={t("answerHint")}>
        {(control) => (
          <Textarea
            {...control}
            {...{ [ANSWER_FIELD]: "" }}
            dir="auto"
            rows={2}
            maxLength={2000}
            value={answer}
            placeholder={t("answerKey", { key: key("desk", "ask") })}
            onChange={(event) => setAnswer(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.ctrlKey || event.metaKey))
                event.currentTarget.form?.requestSubmit();
            }}
          />
        )}
      </Field>
      {send.error ? (
        <p role="alert" className="text-bad">
          {problemText(send.error)}
        </p>
      ) : null}
      <Button type="submit" variant="primary" className="justify-self-end" disabled={answer.trim() === ""}>
        {t("send")}
      </Button>
    </form>
  );
}
