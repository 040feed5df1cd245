"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { fieldError } from "#components/api/problem.ts";
import { FormError } from "#components/settings/form-error.tsx";
import { useChange } from "#components/settings/use-area.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, Input, Textarea } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { ACTIONS } from "#lib/policy/actions.ts";
import type { QualityChoices } from "./choices.ts";

type Props = { choices: QualityChoices; caseNumber?: number; area?: string; onClose: () => void };

/** Makes a decided case one with a known answer. */
export function GoldDialog({ choices, caseNumber, area = "quality", onClose }: Props) {
  const t = useTranslations("quality.gold");
  const ta = useTranslations("action");
  const tc = useTranslations("common");
  const save = useChange(area, true);
  const [action, setAction] = useState<string>("allow");
  const policies = choices.policies.filter(({ allowedActions }) =>
    allowedActions.some((one) => one === action),
  );
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const policyCode = action === "allow" ? null : String(form.get("policyCode"));
    const number = caseNumber ?? Number(form.get("caseNumber"));
    save.mutate(
      {
        path: "quality/gold",
        method: "POST",
        body: { caseNumber: number, action, policyCode, explanation: String(form.get("explanation")) },
      },
      { onSuccess: onClose },
    );
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("mark")} description={t("markDetail")}>
      <form onSubmit={submit} className="grid gap-3">
        {caseNumber === undefined ? (
          <Field label={t("caseNumber")} error={fieldError(save.error, "caseNumber")}>
            {(control) => (
              <Input {...control} name="caseNumber" type="number" min={1} step={1} dir="ltr" required />
            )}
          </Field>
        ) : null}
        <Field label={t("action")} error={fieldError(save.error, "action")}>
          {(control) => (
            <Select {...control} value={action} onChange={(event) => setAction(event.currentTarget.value)}>
              {ACTIONS.map((one) => (
                <option key={one} value={one}>
                  {ta(one)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {action === "allow" ? null : (
          <Field label={t("policy")} error={fieldError(save.error, "policyCode")}>
            {(control) => (
              <Select {...control} name="policyCode" required>
                {policies.map(({ code, title }) => (
                  <option key={code} value={code}>
                    {code} {title}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
        <Field
          label={t("explanation")}
          hint={t("explanationHint")}
          error={fieldError(save.error, "explanation")}
        >
          {(control) => (
            <Textarea {...control} name="explanation" dir="auto" rows={3} required maxLength={2000} />
          )}
        </Field>
        <FormError error={save.error} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{tc("cancel")}</Button>
          <Button type="submit" variant="primary" disabled={save.isPending}>
            {t("mark")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
