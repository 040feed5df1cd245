"use client";

import { useLocale, useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { fieldError } from "#components/api/problem.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { EscalationSettingsView, PathView } from "#lib/escalation/view.ts";
import { FormError } from "./form-error.tsx";
import { useChange } from "./use-area.ts";

/** What a path is called: its policy, or what it is for. */
export function usePathName(): (path: PathView) => string {
  const t = useTranslations("escalation.settings");
  const locale = useLocale();
  return ({ id, policy }) =>
    policy ? `${policy.code} ${policy.title[locale]}` : t(id === "emergency" ? "emergencyPath" : "general");
}

type PathDialogProps = {
  path: PathView | null;
  queues: EscalationSettingsView["queues"];
  onClose: () => void;
};

/** Changes where the escalations of a policy go, and by when they are due. */
export function PathDialog({ path, queues, onClose }: PathDialogProps) {
  const name = usePathName();
  return (
    <Dialog open={path !== null} onOpenChange={(open) => !open && onClose()} title={path ? name(path) : ""}>
      {path ? <PathForm path={path} queues={queues} onClose={onClose} /> : null}
    </Dialog>
  );
}

function PathForm({ path, queues, onClose }: PathDialogProps & { path: PathView }) {
  const t = useTranslations("escalation.settings");
  const tc = useTranslations("common");
  const locale = useLocale();
  const save = useChange("escalation-paths", true);
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    save.mutate(
      {
        path: `escalation-paths/${encodeURIComponent(path.id)}`,
        method: "PUT",
        body: {
          revision: path.revision,
          queue: String(form.get("queue")) || null,
          dueMinutes: Number(form.get("dueMinutes")),
        },
      },
      { onSuccess: onClose },
    );
  }
  return (
    <form onSubmit={submit} className="grid gap-3">
      <Field label={t("queue")} error={fieldError(save.error, "queue")}>
        {(control) => (
          <Select {...control} name="queue" defaultValue={path.queue?.slug ?? ""}>
            <option value="">{t(path.id === "default" ? "firstQueue" : "followDefault")}</option>
            {queues.map(({ slug, name }) => (
              <option key={slug} value={slug}>
                {name[locale]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t("dueMinutes")} hint={t("dueHint")} error={fieldError(save.error, "dueMinutes")}>
        {(control) => (
          <Input
            {...control}
            name="dueMinutes"
            type="number"
            required
            min={1}
            max={40320}
            defaultValue={path.dueMinutes}
          />
        )}
      </Field>
      <FormError error={save.error} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{tc("cancel")}</Button>
        <Button type="submit" variant="primary" disabled={save.isPending}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}
