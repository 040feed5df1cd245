"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { fieldError } from "#components/api/problem.ts";
import { FormError } from "#components/settings/form-error.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field, Input } from "#components/ui/field.tsx";

type CodeFormProps = {
  error: unknown;
  busy: boolean;
  label: string;
  danger?: boolean;
  onCode: (code: string) => void;
};

/** Asks for a code of the authenticator, or a recovery code. */
export function CodeForm({ error, busy, label, danger = false, onCode }: CodeFormProps) {
  const t = useTranslations("security");
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    onCode(String(new FormData(event.currentTarget).get("code")));
  }
  return (
    <form onSubmit={submit} className="grid gap-2">
      <Field label={t("code")} error={fieldError(error, "code") ? t("wrongCode") : undefined}>
        {(control) => (
          <Input
            {...control}
            name="code"
            dir="ltr"
            inputMode="text"
            autoComplete="one-time-code"
            required
            minLength={6}
            className="max-w-52"
          />
        )}
      </Field>
      <FormError error={error} />
      <Button
        type="submit"
        variant={danger ? "danger" : "primary"}
        className="justify-self-start"
        disabled={busy}
      >
        {label}
      </Button>
    </form>
  );
}
