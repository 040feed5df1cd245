"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { FormError } from "#components/settings/form-error.tsx";
import { useChange } from "#components/settings/use-area.ts";
import { showToast } from "#components/toast/toast-store.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { PersonView } from "#lib/people/index.ts";

type Work = { kind: "deactivation" | "reassignment"; person: PersonView };

/** Shuts an account, or only moves its work; either way it says who gets what is in hand. */
export function WorkDialog({
  work,
  people,
  onClose,
}: {
  work: Work | null;
  people: PersonView[];
  onClose: () => void;
}) {
  const t = useTranslations("people");
  const name = work?.person.name ?? "";
  return (
    <Dialog
      open={work !== null}
      onOpenChange={(open) => !open && onClose()}
      title={work ? t(`${work.kind}.title`, { name }) : ""}
      description={work ? t(`${work.kind}.detail`, { count: work.person.holds }) : ""}
    >
      {work ? <WorkForm work={work} people={people} onClose={onClose} /> : null}
    </Dialog>
  );
}

function WorkForm({ work, people, onClose }: { work: Work; people: PersonView[]; onClose: () => void }) {
  const t = useTranslations("people");
  const tc = useTranslations("common");
  const [to, setTo] = useState("");
  const change = useChange<{ reassigned: number[]; released: number[] }>("people", true);
  const { kind, person } = work;
  function go(): void {
    change.mutate(
      { path: `people/${person.id}/${kind}`, method: "POST", body: { reassignTo: to || null } },
      {
        onSuccess: ({ reassigned, released }) => {
          showToast({
            tone: "ok",
            text: t("moved", { reassigned: reassigned.length, released: released.length }),
          });
          onClose();
        },
      },
    );
  }
  return (
    <div className="grid gap-3">
      <Field label={t("workGoes")}>
        {(control) => (
          <Select {...control} value={to} onChange={(event) => setTo(event.target.value)}>
            <option value="">{t("toQueues")}</option>
            {people
              .filter(({ id, active }) => active && id !== person.id)
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
          </Select>
        )}
      </Field>
      <FormError error={change.error} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{tc("cancel")}</Button>
        <Button
          variant={kind === "deactivation" ? "danger" : "primary"}
          disabled={change.isPending}
          onClick={go}
        >
          {t(`${kind}.do`)}
        </Button>
      </div>
    </div>
  );
}
