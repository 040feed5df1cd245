"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { fieldError } from "#components/api/problem.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Checkbox, Field, Input } from "#components/ui/field.tsx";
import { API_SCOPES } from "#lib/auth/permissions.ts";
import { FormError } from "./form-error.tsx";
import { useChange } from "./use-area.ts";

type CreateApiKeyProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onCreated: (key: string) => void;
};

/** The limit a new key starts with, as the server's own default. */
const DEFAULT_RATE = 120_000;

export function CreateApiKey({ open, onOpenChange, onCreated }: CreateApiKeyProps) {
  const t = useTranslations("apiKeys");
  const tc = useTranslations("common");
  const create = useChange<{ id: string; key: string }>("api-keys", true);
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body = {
      name: String(form.get("name")),
      scopes: form.getAll("scopes").map(String),
      itemsPerMinute: Number(form.get("itemsPerMinute")),
    };
    create.mutate({ path: "api-keys", method: "POST", body }, { onSuccess: ({ key }) => onCreated(key) });
  }
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("create")}>
      <form onSubmit={submit} className="grid gap-3">
        <Field label={t("name")} hint={t("nameHint")} error={fieldError(create.error, "name")}>
          {(control) => <Input {...control} name="name" dir="auto" required maxLength={100} />}
        </Field>
        <fieldset className="grid gap-1.5">
          <legend className="mb-1 text-ink-2">{t("scopes")}</legend>
          {API_SCOPES.map((scope) => (
            <Checkbox key={scope} name="scopes" value={scope} label={t(`scope.${scope}`)} defaultChecked />
          ))}
        </fieldset>
        <Field label={t("rate")} error={fieldError(create.error, "itemsPerMinute")}>
          {(control) => (
            <Input
              {...control}
              name="itemsPerMinute"
              type="number"
              min={1}
              max={10_000_000}
              defaultValue={DEFAULT_RATE}
              required
            />
          )}
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
