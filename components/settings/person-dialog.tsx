"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { fieldError } from "#components/api/problem.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Checkbox, Field, Input } from "#components/ui/field.tsx";
import { ROLES } from "#lib/auth/permissions.ts";
import type { PersonView } from "#lib/people/index.ts";
import { FormError } from "./form-error.tsx";
import { useChange } from "./use-area.ts";

/** Adds a person, or changes the roles of one. */
export function PersonDialog({
  person,
  onClose,
}: {
  person: PersonView | "new" | null;
  onClose: () => void;
}) {
  const t = useTranslations("people");
  const known = person !== null && person !== "new" ? person : null;
  return (
    <Dialog
      open={person !== null}
      onOpenChange={(open) => !open && onClose()}
      title={known ? known.name : t("create")}
    >
      <PersonForm known={known} onClose={onClose} />
    </Dialog>
  );
}

function PersonForm({ known, onClose }: { known: PersonView | null; onClose: () => void }) {
  const t = useTranslations("people");
  const tc = useTranslations("common");
  const ts = useTranslations("shell");
  const save = useChange("people", true);
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const roles = form.getAll("roles").map(String);
    const text = (name: string) => String(form.get(name));
    const change = known
      ? { path: `people/${known.id}`, method: "PATCH" as const, body: { roles } }
      : {
          path: "people",
          method: "POST" as const,
          body: { name: text("name"), email: text("email"), password: text("password"), roles },
        };
    save.mutate(change, { onSuccess: onClose });
  }
  return (
    <form onSubmit={submit} className="grid gap-3">
      {known ? null : (
        <>
          <Field label={t("name")} error={fieldError(save.error, "name")}>
            {(control) => <Input {...control} name="name" dir="auto" required maxLength={100} />}
          </Field>
          <Field label={t("email")} error={fieldError(save.error, "email")}>
            {(control) => (
              <Input {...control} name="email" type="email" dir="ltr" required autoComplete="off" />
            )}
          </Field>
          <Field label={t("password")} hint={t("passwordHint")} error={fieldError(save.error, "password")}>
            {(control) => (
              <Input
                {...control}
                name="password"
                type="password"
                dir="ltr"
                required
                minLength={12}
                autoComplete="new-password"
              />
            )}
          </Field>
        </>
      )}
      <fieldset className="grid gap-1.5">
        <legend className="mb-1 text-ink-2">{t("roles")}</legend>
        {ROLES.map((role) => (
          <Checkbox
            key={role}
            name="roles"
            value={role}
            label={ts(`role.${role}`)}
            defaultChecked={known?.roles.includes(role) ?? false}
          />
        ))}
        {fieldError(save.error, "roles") ? (
          <p className="text-xs text-bad">{fieldError(save.error, "roles")}</p>
        ) : null}
      </fieldset>
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
