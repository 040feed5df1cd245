"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { fieldError } from "#components/api/problem.ts";
import { useWords } from "#components/review/use-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { QUEUE_ORDERS } from "#lib/review/order.ts";
import { QUEUE_PURPOSES, type QueueSettingsView } from "#lib/review/queue-settings.ts";
import { FormError } from "./form-error.tsx";
import { useChange } from "./use-area.ts";

type QueueDialogProps = { queue: QueueSettingsView | "new" | null; onClose: () => void };

/** Makes a queue, or changes its settings. */
export function QueueDialog({ queue, onClose }: QueueDialogProps) {
  const t = useTranslations("queueSettings");
  const known = queue !== null && queue !== "new" ? queue : null;
  return (
    <Dialog
      open={queue !== null}
      onOpenChange={(open) => !open && onClose()}
      title={known ? t("editTitle") : t("create")}
    >
      <QueueForm known={known} onClose={onClose} />
    </Dialog>
  );
}

function QueueForm({ known, onClose }: { known: QueueSettingsView | null; onClose: () => void }) {
  const t = useTranslations("queueSettings");
  const tc = useTranslations("common");
  const words = useWords();
  const save = useChange("queue-settings", true);
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name));
    const settings = {
      name: { en: text("en"), fa: text("fa") },
      slaMinutes: Number(text("slaMinutes")),
      warningShare: Number(text("warning")) / 100,
      order: text("order"),
      position: Number(text("position")),
    };
    save.mutate(
      known
        ? {
            path: `queue-settings/${known.slug}`,
            method: "PATCH",
            body: { ...settings, revision: known.revision },
          }
        : {
            path: "queue-settings",
            method: "POST",
            body: { ...settings, slug: text("slug"), purpose: text("purpose") },
          },
      { onSuccess: onClose },
    );
  }
  return (
    <form onSubmit={submit} className="grid gap-3">
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t("nameEn")} error={fieldError(save.error, "name.en")}>
          {(control) => (
            <Input {...control} name="en" dir="ltr" required maxLength={60} defaultValue={known?.name.en} />
          )}
        </Field>
        <Field label={t("nameFa")} error={fieldError(save.error, "name.fa")}>
          {(control) => (
            <Input
              {...control}
              name="fa"
              dir="rtl"
              lang="fa"
              required
              maxLength={60}
              defaultValue={known?.name.fa}
            />
          )}
        </Field>
      </div>
      {known ? null : (
        <div className="grid gap-3 sm:grid-cols-2">
          <Field
            label={t("slug")}
            hint={t("slugHint")}
            error={fieldError(save.error, "slug") ? t("slugWrong") : undefined}
          >
            {(control) => (
              <Input
                {...control}
                name="slug"
                dir="ltr"
                required
                maxLength={60}
                pattern="[a-z0-9]+(-[a-z0-9]+)*"
              />
            )}
          </Field>
          <Field label={t("purpose")}>
            {(control) => (
              <Select {...control} name="purpose">
                {QUEUE_PURPOSES.map((purpose) => (
                  <option key={purpose} value={purpose}>
                    {words.purpose(purpose)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
      )}
      <Field label={t("order")} hint={t("orderHint")}>
        {(control) => (
          <Select {...control} name="order" defaultValue={known?.order ?? "priority"}>
            {QUEUE_ORDERS.map((order) => (
              <option key={order} value={order}>
                {t(`orders.${order}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className="grid gap-3 sm:grid-cols-3">
        <Field
          label={t("slaMinutes")}
          hint={known ? t("slaHint") : undefined}
          error={fieldError(save.error, "slaMinutes")}
        >
          {(control) => (
            <Input
              {...control}
              name="slaMinutes"
              type="number"
              required
              min={1}
              max={40320}
              defaultValue={known?.slaMinutes ?? 240}
            />
          )}
        </Field>
        <Field label={t("warningShare")} hint={t("warningHint")}>
          {(control) => (
            <Input
              {...control}
              name="warning"
              type="number"
              required
              min={0}
              max={100}
              defaultValue={Math.round((known?.warningShare ?? 0.25) * 100)}
            />
          )}
        </Field>
        <Field label={t("position")} hint={t("positionHint")}>
          {(control) => (
            <Input
              {...control}
              name="position"
              type="number"
              required
              min={0}
              max={10000}
              defaultValue={known?.position ?? 100}
            />
          )}
        </Field>
      </div>
      <FormError error={save.error} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{tc("cancel")}</Button>
        <Button type="submit" variant="primary" disabled={save.isPending}>
          {known ? t("save") : t("create")}
        </Button>
      </div>
    </form>
  );
}
