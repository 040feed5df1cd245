"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { request } from "#components/api/request.ts";
import { useProblemText } from "#components/api/use-problem-text.ts";
import { FormError } from "#components/settings/form-error.tsx";
import { useChange } from "#components/settings/use-area.ts";
import { showToast } from "#components/toast/toast-store.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import { type BatchPlan, MOST_TASKS, type ProjectView, type SampleResult } from "#lib/annotation/schema.ts";

const FIRST_COUNT = 100;

/** Chooses items of the pool: how many, and what they would be made up of. */
export function AddTasksDialog({ project, onClose }: { project: ProjectView; onClose: () => void }) {
  const t = useTranslations("annotate.add");
  const tc = useTranslations("common");
  const problemText = useProblemText();
  const [count, setCount] = useState(FIRST_COUNT);
  const area = `annotation/projects/${project.slug}`;
  const sample = useChange<SampleResult>(area, true);
  const valid = Number.isInteger(count) && count >= 1 && count <= MOST_TASKS;
  const plan = useQuery({
    queryKey: ["annotation", project.slug, "plan", count],
    queryFn: () => request<BatchPlan>(`/api/console/${area}/sample?count=${count}`),
    enabled: valid,
  });
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    sample.mutate(
      { path: `${area}/sample`, method: "POST", body: { count } },
      {
        onSuccess: (result) => {
          showToast({ tone: "ok", text: t("added", { ...result }) });
          onClose();
        },
      },
    );
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("title")} description={t("detail")}>
      <form onSubmit={submit} className="grid gap-3">
        <Field label={t("count")}>
          {(control) => (
            <Input
              {...control}
              type="number"
              min={1}
              max={MOST_TASKS}
              required
              value={Number.isNaN(count) ? "" : count}
              onChange={(event) => setCount(event.currentTarget.valueAsNumber)}
            />
          )}
        </Field>
        <p role="status" className="min-h-10 text-ink-2">
          {plan.error ? problemText(plan.error) : plan.data ? <Plan plan={plan.data} /> : ""}
        </p>
        <FormError error={sample.error} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{tc("cancel")}</Button>
          <Button
            type="submit"
            variant="primary"
            disabled={!valid || sample.isPending || plan.data?.pool === 0}
          >
            {t(sample.isPending ? "choosing" : "submit")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Plan({ plan }: { plan: BatchPlan }) {
  const t = useTranslations("annotate.add");
  if (!plan.model) return t("noModel");
  if (plan.pool === 0) return t("emptyPool");
  return t("plan", {
    pool: plan.pool,
    random: plan.random,
    chosen: plan.chosen,
    model: `${plan.model.name} ${plan.model.version}`,
  });
}
