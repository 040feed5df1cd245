"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import type { SkipRequest } from "#lib/annotation/schema.ts";
import { SKIP_REASONS } from "#lib/annotation/schema.ts";

type SkipDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onSkip: (request: SkipRequest) => void;
};

/** Why a text is passed over. Arrows choose, Enter goes on. */
export function SkipDialog({ open, onOpenChange, onSkip }: SkipDialogProps) {
  const t = useTranslations("annotate.skip");
  const tc = useTranslations("common");
  const [reason, setReason] = useState<SkipRequest["reason"]>("unclear");
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    onSkip({ reason, note: String(new FormData(event.currentTarget).get("note") ?? "") });
  }
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("title")} description={t("detail")}>
      <form onSubmit={submit} className="grid gap-3">
        <fieldset className="grid gap-2">
          <legend className="sr-only">{t("title")}</legend>
          {SKIP_REASONS.map((value) => (
            <label key={value} className="flex items-center gap-2">
              <input
                type="radio"
                name="reason"
                value={value}
                checked={reason === value}
                onChange={() => setReason(value)}
                className="size-4 accent-accent"
              />
              {t(value)}
            </label>
          ))}
        </fieldset>
        <Field label={t("note")}>
          {(control) => (
            <Input {...control} name="note" dir="auto" maxLength={500} required={reason === "other"} />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={() => onOpenChange(false)}>{tc("cancel")}</Button>
          <Button type="submit" variant="primary">
            {t("submit")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
