"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { fieldError } from "#components/api/problem.ts";
import { FormError } from "#components/settings/form-error.tsx";
import { useChange } from "#components/settings/use-area.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Checkbox, Field, Input } from "#components/ui/field.tsx";
import { ALL_PERMISSIONS } from "#lib/auth/permissions.ts";
import type { RoleView } from "#lib/people/schema.ts";
import { usePermissionWords } from "./use-permission-words.ts";

/** Makes a role, or changes its name and what it may. */
export function RoleDialog({ role, onClose }: { role: RoleView | "new" | null; onClose: () => void }) {
  const t = useTranslations("roles");
  const known = role === "new" ? null : role;
  return (
    <Dialog
      open={role !== null}
      onOpenChange={(open) => !open && onClose()}
      title={t(known ? "change" : "create")}
      {...(known ? { description: t("changeDetail", { count: known.people }) } : {})}
      wide
    >
      <RoleForm key={known?.id ?? "new"} known={known} onClose={onClose} />
    </Dialog>
  );
}

function RoleForm({ known, onClose }: { known: RoleView | null; onClose: () => void }) {
  const t = useTranslations("roles");
  const tc = useTranslations("common");
  const words = usePermissionWords();
  const save = useChange("roles", true);
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body = {
      name: String(form.get("name")),
      nameFa: String(form.get("nameFa")),
      permissions: form.getAll("permissions").map(String),
      secondFactor: form.get("secondFactor") === "on",
    };
    save.mutate(
      known
        ? { path: `roles/${known.id}`, method: "PUT", body: { ...body, revision: known.revision } }
        : { path: "roles", method: "POST", body },
      { onSuccess: onClose },
    );
  }
  const fa = known && known.name.fa !== known.name.en ? known.name.fa : "";
  return (
    <form onSubmit={submit} className="grid gap-3">
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t("name")} error={fieldError(save.error, "name")}>
          {(control) => (
            <Input
              {...control}
              name="name"
              dir="auto"
              required
              maxLength={60}
              defaultValue={known?.name.en}
            />
          )}
        </Field>
        <Field label={t("nameFa")} error={fieldError(save.error, "nameFa")}>
          {(control) => <Input {...control} name="nameFa" dir="auto" maxLength={60} defaultValue={fa} />}
        </Field>
      </div>
      <fieldset className="grid gap-x-4 gap-y-1 sm:grid-cols-2">
        <legend className="mb-1 text-ink-2">{t("permissions")}</legend>
        {ALL_PERMISSIONS.filter((permission) => permission !== "self:edit").map((permission) => (
          <Checkbox
            key={permission}
            name="permissions"
            value={permission}
            label={words(permission)}
            title={permission}
            defaultChecked={known?.permissions.includes(permission) ?? false}
          />
        ))}
      </fieldset>
      <Checkbox name="secondFactor" label={t("secondFactor")} defaultChecked={known?.secondFactor ?? false} />
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
