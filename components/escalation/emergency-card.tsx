"use client";

import { useFormatter, useLocale, useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { Moment } from "#components/time/moment.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, Input, Textarea } from "#components/ui/field.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { CaseEscalation, EmergencyView } from "#lib/escalation/view.ts";
import { CHECKLIST, type EmergencyAtDesk } from "./use-emergency.ts";

type Known = CaseEscalation;
type Step = EmergencyView["checklist"][number];

/** A life is threatened: who said so and why, and what is done one after the other. */
export function EmergencyCard({ emergency, known }: { emergency: EmergencyAtDesk; known: Known }) {
  const t = useTranslations("escalation");
  const format = useFormatter();
  const [callingOff, setCallingOff] = useState(false);
  const shown = known.emergency;
  if (!shown) return null;
  const left = shown.checklist.filter(({ required, done }) => required && !done).length;
  return (
    <section
      aria-label={t("threat")}
      className="order-first grid gap-2.5 rounded-xl border border-bad bg-bad-soft px-[18px] py-3.5"
    >
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h2 className="font-semibold text-bad">{t("threat")}</h2>
        <p className="text-ink-2">
          <bdi>{shown.markedByName}</bdi> · <Moment at={shown.markedAt} />
        </p>
        {known.mayCallOff ? (
          <Button size="sm" className="ms-auto" onClick={() => setCallingOff(true)}>
            {t("callOff")}
          </Button>
        ) : null}
      </div>
      <p dir="auto" className="break-words whitespace-pre-wrap">
        {shown.note}
      </p>
      <ol id={CHECKLIST} aria-label={t("checklist")} className="grid gap-2">
        {shown.checklist.map((step) => (
          <ChecklistStep key={step.id} step={step} emergency={emergency} mayTick={known.mayTick} />
        ))}
      </ol>
      <p role="status" className={left > 0 ? "text-bad" : "text-ink-2"}>
        {left > 0 ? t("left", { count: left, number: format.number(left) }) : t("allDone")}
        {known.mayTick ? "" : ` ${t("tickersOnly")}`}
      </p>
      {callingOff ? <CallOff emergency={emergency} close={() => setCallingOff(false)} /> : null}
    </section>
  );
}

type StepProps = { step: Step; emergency: EmergencyAtDesk; mayTick: boolean };

function ChecklistStep({ step, emergency, mayTick }: StepProps) {
  const t = useTranslations("escalation");
  const locale = useLocale();
  const id = useId();
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);
  async function tick(done: boolean) {
    setBusy(true);
    if (await emergency.tick(step.id, done, done ? note.trim() : "")) setNote("");
    setBusy(false);
  }
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] items-start gap-x-2.5 gap-y-1">
      <input
        id={id}
        type="checkbox"
        className="mt-0.5 size-4 accent-accent pointer-coarse:size-6"
        checked={step.done !== null}
        disabled={busy || !mayTick}
        onChange={(event) => void tick(event.currentTarget.checked)}
      />
      <label htmlFor={id}>
        {step.text[locale]} {step.required ? <Tag tone="bad">{t("required")}</Tag> : null}
      </label>
      {step.done ? (
        <p className="col-start-2 text-xs text-ink-2">
          <bdi>{step.done.byName}</bdi> · <Moment at={step.done.at} />
          {step.done.note ? (
            <>
              {" · "}
              <bdi>{step.done.note}</bdi>
            </>
          ) : null}
        </p>
      ) : mayTick ? (
        <Input
          className="col-start-2 max-w-md"
          dir="auto"
          maxLength={500}
          aria-label={t("noteOf", { step: step.text[locale] })}
          placeholder={t("notePlaceholder")}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      ) : null}
    </li>
  );
}

function CallOff({ emergency, close }: { emergency: EmergencyAtDesk; close: () => void }) {
  const t = useTranslations("escalation");
  const tc = useTranslations("common");
  const [busy, setBusy] = useState(false);
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get("reason")).trim();
    setBusy(true);
    if (await emergency.callOff(reason)) close();
    else setBusy(false);
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={t("callOffTitle")}
      description={t("callOffDetail")}
    >
      <form onSubmit={(event) => void submit(event)} className="grid gap-3">
        <Field label={t("callOffReason")}>
          {(control) => (
            <Textarea {...control} name="reason" dir="auto" rows={3} required maxLength={2000} autoFocus />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={close}>{tc("cancel")}</Button>
          <Button type="submit" variant="primary" disabled={busy}>
            {t("callOff")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
