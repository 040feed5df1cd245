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
import { roomOf, useVersionName, versionPath } from "./use-version-name.ts";

type MoveDialogProps = { kind: "promote" | "roll_back" | null; version: VersionView; onClose: () => void };

/** Asks once more, and why, before the champion changes for everybody. */
export function MoveDialog({ kind, version, onClose }: MoveDialogProps) {
  const t = useTranslations("training");
  const tc = useTranslations("common");
  const name = useVersionName();
  const area = versionPath(version.model, version.version);
  const move = useChange(area, true);
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get("reason"));
    const path = kind === "promote" ? `${area}/promote` : `${roomOf(version.model)}/roll-back`;
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
        kind === "roll_back"
          ? t("rollBackDetail")
          : version.model === "fusion"
            ? t("promoteFusedDetail", { version: name.short(version.champion) })
            : t("promoteDetail", { version: version.champion })
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
