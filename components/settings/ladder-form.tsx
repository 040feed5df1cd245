"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { request } from "#components/api/request.ts";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { showToast } from "#components/toast/toast-store.ts";
import { Button } from "#components/ui/button.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { ACTIONS } from "#lib/policy/actions.ts";
import { MOST_HOURS, TIMED } from "#lib/policy/measures.ts";
import { LADDER_LIMITS, type Ladder, type LaddersView, type LadderView } from "#lib/strikes/schema.ts";

const RESTRICTIONS = ACTIONS.filter((action) => action !== "allow");

type LadderFormProps = {
  name: string;
  ladder: LadderView;
  /** What stands in the form at first. */
  start: Ladder;
  severity: number | null;
};

/** Changes a ladder: its steps, and for how long a strike counts. Each change is a version of its own. */
export function LadderForm({ name, ladder, start, severity }: LadderFormProps) {
  const t = useTranslations("ladders");
  const client = useQueryClient();
  const problemText = useProblemText();
  const [open, setOpen] = useState(false);
  const [content, setContent] = useState<Ladder>(start);
  const [note, setNote] = useState("");
  const save = useMutation({
    mutationFn: (next: Ladder | null) =>
      request<LaddersView>("/api/console/strikes/ladders", {
        method: "PUT",
        body: { policyCode: ladder.policyCode, version: ladder.version, content: next, note },
      }),
    onSuccess: (ladders) => {
      client.setQueryData(["strike-ladders"], ladders);
      showToast({ tone: "ok", text: t("saved") });
      setOpen(false);
    },
  });
  if (!open)
    return (
      <div>
        <Button size="sm" aria-label={t("changeOf", { name })} onClick={() => setOpen(true)}>
          {t("change")}
        </Button>
      </div>
    );
  const setDays = (index: number, days: number) =>
    setContent({
      ...content,
      days: content.days.map((other, at) =>
        severity === null && at !== index ? other : days,
      ) as Ladder["days"],
    });
  return (
    <form
      className="grid gap-3 border-t border-line pt-3"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(content);
      }}
    >
      <Steps steps={content.steps} onChange={(steps) => setContent({ ...content, steps })} />
      <fieldset className="flex flex-wrap gap-3">
        <legend className="mb-1 text-ink-2">{t("daysLegend")}</legend>
        {(severity === null ? [1, 2, 3, 4, 5] : [severity]).map((level) => (
          <Field
            key={level}
            label={severity === null ? t("severity", { severity: level }) : t("daysOne")}
            className="w-24"
          >
            {(control) => (
              <Input
                {...control}
                type="number"
                min={1}
                max={LADDER_LIMITS.days}
                required
                value={content.days[level - 1]}
                onChange={(event) => setDays(level - 1, event.currentTarget.valueAsNumber || 1)}
              />
            )}
          </Field>
        ))}
      </fieldset>
      <Field label={t("note")}>
        {(control) => (
          <Input
            {...control}
            dir="auto"
            value={note}
            maxLength={LADDER_LIMITS.noteCharacters}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        )}
      </Field>
      {save.isError ? (
        <p role="alert" className="text-xs text-bad">
          {problemText(save.error)}
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" disabled={save.isPending}>
          {t("save")}
        </Button>
        <Button variant="quiet" onClick={() => setOpen(false)}>
          {t("cancel")}
        </Button>
        {ladder.policyCode !== null && ladder.content !== null ? (
          <Button className="ms-auto" disabled={save.isPending} onClick={() => save.mutate(null)}>
            {t("followDefault")}
          </Button>
        ) : null}
      </div>
    </form>
  );
}

type StepsProps = { steps: Ladder["steps"]; onChange: (steps: Ladder["steps"]) => void };

/** One row a strike: what is recommended, and for how long. */
function Steps({ steps, onChange }: StepsProps) {
  const t = useTranslations("ladders");
  const ta = useTranslations("action");
  const format = useFormatter();
  const set = (index: number, step: Ladder["steps"][number]) =>
    onChange(steps.map((other, at) => (at === index ? step : other)));
  return (
    <ol className="grid gap-2">
      {steps
        .map((step, index) => ({ step, index }))
        .map(({ step, index }) => (
          <li key={index} className="flex flex-wrap items-center gap-2">
            <span className="w-28 text-ink-2">{t("strike", { nth: index + 1 })}</span>
            <Select
              fit
              aria-label={t("measure", { nth: index + 1 })}
              value={step.action}
              onChange={(event) => {
                const action = RESTRICTIONS.find((known) => known === event.currentTarget.value) ?? "warn";
                set(index, { action, hours: TIMED.includes(action) ? step.hours : null });
              }}
            >
              {RESTRICTIONS.map((action) => (
                <option key={action} value={action}>
                  {ta(action)}
                </option>
              ))}
            </Select>
            {TIMED.includes(step.action) ? (
              <>
                <Input
                  type="number"
                  min={1}
                  max={MOST_HOURS}
                  className="w-24"
                  aria-label={t("hoursOf", { nth: index + 1 })}
                  placeholder={t("forGood")}
                  value={step.hours ?? ""}
                  onChange={(event) =>
                    set(index, { ...step, hours: event.currentTarget.valueAsNumber || null })
                  }
                />
                <span className="text-xs text-ink-3">{t("hoursHint")}</span>
              </>
            ) : null}
            <Button
              size="sm"
              variant="quiet"
              className="ms-auto"
              disabled={steps.length === 1}
              aria-label={t("takeOutOf", { nth: format.number(index + 1) })}
              onClick={() => onChange(steps.filter((_, at) => at !== index))}
            >
              {t("takeOut")}
            </Button>
          </li>
        ))}
      {steps.length < LADDER_LIMITS.steps ? (
        <li>
          <Button size="sm" onClick={() => onChange([...steps, { action: "suspend_account", hours: null }])}>
            {t("addStep")}
          </Button>
        </li>
      ) : null}
    </ol>
  );
}
