"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { fieldError } from "#components/api/problem.ts";
import { FormError } from "#components/settings/form-error.tsx";
import { useChange } from "#components/settings/use-area.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, Textarea } from "#components/ui/field.tsx";
import type { VersionView } from "#lib/training/index.ts";

type MoveDialogProps = { kind: "promote" | "roll_back" | null; version: VersionView; onClose: () => void };

/** Asks once more, and why, before the champion changes for everybody. */
export function MoveDialog({ kind, version, onClose }: MoveDialogProps) {
  const t = useTranslations("training");
  const tc = useTranslations("common");
  const area = `models/versions/${version.version}`;
  const move = useChange(area, true);
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get("reason"));
    const path = kind === "promote" ? `${area}/promote` : "models/roll-back";
    move.mutate(
      { path, method: "POST", body: { revision: version.revision, reason } },
      { onSuccess: onClose },
    );
  }
  return (
    <Dialog
      open={kind !== null}
      onOpenChange={(open) => !open && onClose()}
      title={kind === "promote" ? t("promoteTitle", { version: version.version }) : t("rollBackTitle")}
      description={
        kind === "promote" ? t("promoteDetail", { version: version.champion }) : t("rollBackDetail")
      }
    >
      <form onSubmit={submit} className="grid gap-3">
        <Field label={t("reason")} hint={t("reasonHint")} error={fieldError(move.error, "reason")}>
          {(control) => (
            <Textarea {...control} name="reason" rows={3} required minLength={3} maxLength={500} />
          )}
        </Field>
        <FormError error={move.error} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{tc("cancel")}</Button>
          <Button type="submit" variant={kind === "promote" ? "primary" : "danger"} disabled={move.isPending}>
            {kind === "promote" ? t("promote") : t("rollBack")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
