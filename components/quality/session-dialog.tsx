"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { fieldError } from "#components/api/problem.ts";
import { request } from "#components/api/request.ts";
import { queryKeys } from "#components/review/query-keys.ts";
import { FormError } from "#components/settings/form-error.tsx";
import { useChange } from "#components/settings/use-area.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Checkbox, Field, Input } from "#components/ui/field.tsx";
import type { SuggestedCase } from "#lib/quality/schema.ts";
import { CasePicker } from "./case-picker.tsx";
import type { QualityChoices } from "./choices.ts";

type Person = { id: string; name: string };

/** Chooses the cases of a calibration session and invites people to it. */
export function SessionDialog({ choices, onClose }: { choices: QualityChoices; onClose: () => void }) {
  const t = useTranslations("quality.sessions");
  const tc = useTranslations("common");
  const router = useRouter();
  const save = useChange<{ number: number }>("quality", true);
  const [chosen, setChosen] = useState<readonly SuggestedCase[]>([]);
  const { data: people = [] } = useQuery({
    queryKey: queryKeys.area("quality/people"),
    queryFn: () =>
      request<{ people: Person[] }>("/api/console/quality/people").then((answer) => answer.people),
  });
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body = {
      title: String(form.get("title")),
      caseNumbers: chosen.map(({ number }) => number),
      userIds: form.getAll("userIds").map(String),
    };
    save.mutate(
      { path: "quality/sessions", method: "POST", body },
      { onSuccess: ({ number }) => router.push(`/quality/sessions/${number}`) },
    );
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("create")}
      description={t("createDetail")}
      wide
    >
      <form onSubmit={submit} className="grid gap-4">
        <Field label={t("name")} error={fieldError(save.error, "title")}>
          {(control) => <Input {...control} name="title" dir="auto" required maxLength={200} />}
        </Field>
        <CasePicker choices={choices} chosen={chosen} onChange={setChosen} />
        <fieldset className="grid gap-1.5">
          <legend className="mb-1 text-ink-2">{t("invite")}</legend>
          <div className="grid max-h-40 grid-cols-2 gap-1.5 overflow-y-auto rounded-md border border-line p-2 max-sm:grid-cols-1">
            {people.map(({ id, name }) => (
              <Checkbox key={id} name="userIds" value={id} label={<bdi>{name}</bdi>} />
            ))}
          </div>
        </fieldset>
        <FormError error={save.error} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{tc("cancel")}</Button>
          <Button type="submit" variant="primary" disabled={save.isPending || chosen.length === 0}>
            {t("open")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
