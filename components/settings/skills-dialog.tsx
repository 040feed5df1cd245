"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { ProblemError } from "#components/api/problem.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Checkbox, Field, Input } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { ReviewerView } from "#lib/review/skills.ts";
import { FormError } from "./form-error.tsx";
import { useChange } from "./use-area.ts";

const SEVERITIES = [1, 2, 3, 4] as const;

type SkillsDialogProps = {
  reviewer: ReviewerView | null;
  policyCodes: readonly string[];
  onClose: () => void;
};

/** What one person is given. */
export function SkillsDialog({ reviewer, policyCodes, onClose }: SkillsDialogProps) {
  const t = useTranslations("skills");
  return (
    <Dialog
      open={reviewer !== null}
      onOpenChange={(open) => !open && onClose()}
      title={t("editLabel", { name: reviewer?.name ?? "" })}
    >
      {reviewer ? <SkillsForm reviewer={reviewer} policyCodes={policyCodes} onClose={onClose} /> : null}
    </Dialog>
  );
}

function SkillsForm({ reviewer, policyCodes, onClose }: SkillsDialogProps & { reviewer: ReviewerView }) {
  const t = useTranslations("skills");
  const tc = useTranslations("common");
  const save = useChange("skills", true);
  const { skills } = reviewer;
  // A policy that is retired by now stays in the list while this person has it.
  const choices = [...new Set([...policyCodes, ...skills.policyCodes])];
  const wrongLanguage =
    save.error instanceof ProblemError &&
    save.error.problem.errors?.some(({ field }) => field.startsWith("languages"));
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const ceiling = String(form.get("severity"));
    const body = {
      languages: String(form.get("languages"))
        .split(/[\s,،;]+/)
        .filter(Boolean),
      policyCodes: form.getAll("policies").map(String),
      maxSeverity: ceiling === "" ? null : Number(ceiling),
    };
    save.mutate({ path: `skills/${reviewer.id}`, method: "PATCH", body }, { onSuccess: onClose });
  }
  return (
    <form onSubmit={submit} className="grid gap-3">
      <Field
        label={t("languages")}
        hint={t("languagesHint")}
        error={wrongLanguage ? t("languageWrong") : undefined}
      >
        {(control) => (
          <Input
            {...control}
            name="languages"
            dir="ltr"
            autoComplete="off"
            placeholder={t("all")}
            defaultValue={skills.languages.join(", ")}
          />
        )}
      </Field>
      <fieldset className="grid gap-1.5">
        <legend className="mb-1 text-ink-2">{t("policies")}</legend>
        <div className="grid grid-cols-2 gap-1.5">
          {choices.map((code) => (
            <Checkbox
              key={code}
              name="policies"
              value={code}
              label={<bdi>{code}</bdi>}
              defaultChecked={skills.policyCodes.includes(code)}
            />
          ))}
        </div>
        <p className="text-xs text-ink-3">{t("policiesHint")}</p>
      </fieldset>
      <Field label={t("severity")} hint={t("severityHint")}>
        {(control) => (
          <Select {...control} name="severity" defaultValue={skills.maxSeverity ?? ""}>
            <option value="">{t("anySeverity")}</option>
            {SEVERITIES.map((severity) => (
              <option key={severity} value={severity}>
                {t("upTo", { severity })}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <FormError error={wrongLanguage ? null : save.error} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{tc("cancel")}</Button>
        <Button type="submit" variant="primary" disabled={save.isPending}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}
