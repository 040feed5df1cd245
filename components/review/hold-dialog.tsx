"use client";

import { useTranslations } from "next-intl";
import { type SubmitEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, Textarea } from "#components/ui/field.tsx";
import { HOLD_LENGTHS, type HoldLength, holdMinutes } from "./hold-lengths.ts";

const MOST_CHARACTERS = 300;

type HoldDialogProps = { onClose: () => void; onHold: (reason: string, minutes: number) => void };

/** What the case waits for, and for how long. */
export function HoldDialog({ onClose, onHold }: HoldDialogProps) {
  const t = useTranslations("desk.hold");
  const [reason, setReason] = useState("");
  const [length, setLength] = useState<HoldLength>("hour");
  const [lacking, setLacking] = useState(false);
  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (reason.trim() === "") setLacking(true);
    else onHold(reason.trim(), holdMinutes(length, new Date()));
  }
  return (
    <Dialog open onOpenChange={onClose} title={t("title")} description={t("description")}>
      <form onSubmit={submit} className="grid gap-3">
        <Field label={t("reason")} hint={t("reasonHint")} error={lacking ? t("reasonMissing") : undefined}>
          {(control) => (
            <Textarea
              {...control}
              dir="auto"
              rows={2}
              maxLength={MOST_CHARACTERS}
              placeholder={t("reasonPlaceholder")}
              value={reason}
              onChange={(event) => {
                setReason(event.currentTarget.value);
                setLacking(false);
              }}
              onKeyDown={(event) => {
                if (event.key === "Enter" && (event.ctrlKey || event.metaKey))
                  event.currentTarget.form?.requestSubmit();
              }}
            />
          )}
        </Field>
        <fieldset className="flex flex-wrap gap-x-4 gap-y-2">
          <legend className="mb-1 text-ink-2">{t("length")}</legend>
          {HOLD_LENGTHS.map((one) => (
            <label key={one} className="flex items-center gap-2">
              <input
                type="radio"
                name="length"
                checked={length === one}
                className="size-4 accent-accent"
                onChange={() => setLength(one)}
              />
              {t(`lengths.${one}`)}
            </label>
          ))}
        </fieldset>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" variant="primary">
            {t("submit")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
