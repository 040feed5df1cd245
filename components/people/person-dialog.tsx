"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { fieldError } from "#components/api/problem.ts";
import { FormError } from "#components/settings/form-error.tsx";
import { useChange } from "#components/settings/use-area.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import type { LimitChoices, PersonView } from "#lib/people/index.ts";
import type { RoleView } from "#lib/people/schema.ts";
import { type Held, RoleFields } from "./role-fields.tsx";

type PersonDialogProps = {
  /** Whose roles change, or whoever is to be invited. */
  person: PersonView | "new" | null;
  roles: RoleView[];
  choices: LimitChoices;
  onClose: () => void;
  onInvited: (url: string) => void;
};

/** Invites somebody, or changes what one may do and where. */
export function PersonDialog({ person, onClose, ...rest }: PersonDialogProps) {
  const t = useTranslations("people");
  const known = person === "new" ? null : person;
  return (
    <Dialog
      open={person !== null}
      onOpenChange={(open) => !open && onClose()}
      title={known ? known.name : t("invite")}
      {...(known ? {} : { description: t("inviteDetail") })}
      wide
    >
      <PersonForm key={known?.id ?? "new"} known={known} onClose={onClose} {...rest} />
    </Dialog>
  );
}

type PersonFormProps = Omit<PersonDialogProps, "person"> & { known: PersonView | null };

function PersonForm({ known, roles, choices, onClose, onInvited }: PersonFormProps) {
  const t = useTranslations("people");
  const tc = useTranslations("common");
  const [held, setHeld] = useState<Held>({ roles: known?.roles ?? [], limits: known?.limits ?? [] });
  const save = useChange<{ url?: string }>(known ? "people" : "invitations", true);
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const invited = { name: String(form.get("name")), email: String(form.get("email")), ...held };
    save.mutate(
      known
        ? { path: `people/${known.id}`, method: "PATCH", body: held }
        : { path: "invitations", method: "POST", body: invited },
      { onSuccess: ({ url }) => (url ? onInvited(url) : onClose()) },
    );
  }
  return (
    <form onSubmit={submit} className="grid gap-3">
      {known ? null : (
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={t("name")} error={fieldError(save.error, "name")}>
            {(control) => <Input {...control} name="name" dir="auto" required maxLength={100} />}
          </Field>
          <Field label={t("email")} error={fieldError(save.error, "email")}>
            {(control) => (
              <Input {...control} name="email" type="email" dir="ltr" required autoComplete="off" />
            )}
          </Field>
        </div>
      )}
      <RoleFields
        roles={roles}
        choices={choices}
        held={held}
        onChange={setHeld}
        error={fieldError(save.error, "roles")}
      />
      <FormError error={save.error} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{tc("cancel")}</Button>
        <Button type="submit" variant="primary" disabled={save.isPending || held.roles.length === 0}>
          {t(known ? "save" : "makeLink")}
        </Button>
      </div>
    </form>
  );
}
