"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { fieldError } from "#components/api/problem.ts";
import { FormError } from "#components/settings/form-error.tsx";
import { useChange } from "#components/settings/use-area.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, Input, Textarea } from "#components/ui/field.tsx";
import type { ProjectView } from "#lib/annotation/schema.ts";
import { LabelsEditor } from "./labels-editor.tsx";

const SELECT = "h-8 w-full rounded-md border border-line-field bg-panel px-2";
const PERCENT = 100;

type ProjectDialogProps = { project: ProjectView | null; onClose: () => void };

/** Makes a project, or changes one. */
export function ProjectDialog({ project, onClose }: ProjectDialogProps) {
  const t = useTranslations("annotate.form");
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t(project ? "edit" : "create")} wide>
      <ProjectForm project={project} onClose={onClose} />
    </Dialog>
  );
}

function readForm(form: FormData) {
  const text = (name: string) => String(form.get(name) ?? "");
  const names = form.getAll("labelName").map(String);
  const descriptions = form.getAll("labelDescription").map(String);
  return {
    name: text("name"),
    guidelines: text("guidelines"),
    labels: form
      .getAll("label")
      .map((label, at) => ({
        label: String(label),
        name: names[at] ?? "",
        description: descriptions[at] ?? "",
      }))
      .filter(({ label, name }) => label !== "" || name !== ""),
    overlap: Number(text("overlap")),
    sampling: {
      strategy: text("strategy"),
      randomShare: Number(text("randomShare")) / PERCENT,
      goldShare: Number(text("goldShare")) / PERCENT,
      languages: text("languages")
        .split(/[\s,،]+/)
        .filter(Boolean),
    },
  };
}

function ProjectForm({ project, onClose }: ProjectDialogProps) {
  const t = useTranslations("annotate.form");
  const tc = useTranslations("common");
  const router = useRouter();
  const save = useChange<{ slug: string }>("annotation/projects", true);
  const wrong = (field: string) => fieldError(save.error, field);
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const body = readForm(new FormData(event.currentTarget));
    const change = project
      ? { path: `annotation/projects/${project.slug}`, method: "PATCH" as const, body }
      : { path: "annotation/projects", method: "POST" as const, body };
    save.mutate(change, {
      onSuccess: ({ slug }) => {
        onClose();
        if (project) router.refresh();
        else router.push(`/annotate/${slug}`);
      },
    });
  }
  const percent = (name: "randomShare" | "goldShare", most: number, value: number) => (
    <Field label={t(name)} hint={t(`${name}Hint`)} error={wrong(`sampling.${name}`)}>
      {(control) => (
        <Input
          {...control}
          name={name}
          type="number"
          min={0}
          max={most}
          required
          defaultValue={Math.round(value * PERCENT)}
        />
      )}
    </Field>
  );
  return (
    <form onSubmit={submit} className="grid gap-3">
      <Field label={t("name")} error={wrong("name")}>
        {(control) => (
          <Input {...control} name="name" dir="auto" required maxLength={100} defaultValue={project?.name} />
        )}
      </Field>
      <Field label={t("guidelines")} hint={t("guidelinesHint")} error={wrong("guidelines")}>
        {(control) => (
          <Textarea
            {...control}
            name="guidelines"
            dir="auto"
            rows={6}
            maxLength={20_000}
            defaultValue={project?.guidelines}
          />
        )}
      </Field>
      <LabelsEditor initial={project?.labels ?? []} error={save.error} />
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t("overlap")} hint={t("overlapHint")} error={wrong("overlap")}>
          {(control) => (
            <Input
              {...control}
              name="overlap"
              type="number"
              min={1}
              max={5}
              required
              defaultValue={project?.overlap ?? 2}
            />
          )}
        </Field>
        <Field label={t("strategy")} hint={t("strategyHint")}>
          {(control) => (
            <select
              {...control}
              name="strategy"
              className={SELECT}
              defaultValue={project?.sampling.strategy ?? "margin"}
            >
              <option value="margin">{t("margin")}</option>
              <option value="entropy">{t("entropy")}</option>
            </select>
          )}
        </Field>
        {percent("randomShare", 100, project?.sampling.randomShare ?? 0.2)}
        {percent("goldShare", 50, project?.sampling.goldShare ?? 0.1)}
        <Field label={t("languages")} hint={t("languagesHint")} error={wrong("sampling.languages")}>
          {(control) => (
            <Input
              {...control}
              name="languages"
              dir="ltr"
              defaultValue={project?.sampling.languages.join(", ")}
            />
          )}
        </Field>
      </div>
      <FormError error={save.error} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{tc("cancel")}</Button>
        <Button type="submit" variant="primary" disabled={save.isPending}>
          {t(project ? "save" : "create")}
        </Button>
      </div>
    </form>
  );
}
