"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, Textarea } from "#components/ui/field.tsx";
import { useDestinationWords } from "./use-destination.ts";
import type { EmergencyAtDesk } from "./use-emergency.ts";

/** Is a life threatened? What was seen, where the case goes, and a second yes. */
export function MarkDialog({ emergency }: { emergency: EmergencyAtDesk }) {
  const t = useTranslations("escalation");
  const tc = useTranslations("common");
  const words = useDestinationWords();
  const [busy, setBusy] = useState(false);
  const path = emergency.known?.emergencyPath;
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const note = String(new FormData(event.currentTarget).get("note")).trim();
    setBusy(true);
    await emergency.mark(note);
    setBusy(false);
  }
  return (
    <Dialog open onOpenChange={emergency.setAsking} title={t("markTitle")} description={t("markDetail")}>
      <form onSubmit={(event) => void submit(event)} className="grid gap-3">
        <Field label={t("markNote")}>
          {(control) => (
            <Textarea {...control} name="note" dir="auto" rows={3} required maxLength={2000} autoFocus />
          )}
        </Field>
        {path ? <p className="text-ink-2">{words(path)}</p> : null}
        <div className="flex justify-end gap-2">
          <Button onClick={() => emergency.setAsking(false)}>{tc("cancel")}</Button>
          <Button type="submit" variant="danger" disabled={busy}>
            {t("markConfirm")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
