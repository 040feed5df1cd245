"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { fieldError } from "#components/api/problem.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import { FormError } from "./form-error.tsx";
import { useChange } from "./use-area.ts";

type CreateWebhookProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onCreated: (secret: string) => void;
};

export function CreateWebhook({ open, onOpenChange, onCreated }: CreateWebhookProps) {
  const t = useTranslations("webhooks");
  const tc = useTranslations("common");
  const create = useChange<{ id: string; secret: string }>("webhooks", true);
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const url = String(new FormData(event.currentTarget).get("url"));
    create.mutate(
      { path: "webhooks", method: "POST", body: { url } },
      { onSuccess: ({ secret }) => onCreated(secret) },
    );
  }
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("create")}>
      <form onSubmit={submit} className="grid gap-3">
        <Field label={t("url")} hint={t("urlHint")} error={fieldError(create.error, "url")}>
          {(control) => <Input {...control} name="url" type="url" dir="ltr" required maxLength={2000} />}
        </Field>
        <FormError error={create.error} />
        <div className="flex justify-end gap-2">
          <Button onClick={() => onOpenChange(false)}>{tc("cancel")}</Button>
          <Button type="submit" variant="primary" disabled={create.isPending}>
            {t("create")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
