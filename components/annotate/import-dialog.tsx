"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { networkProblem, ProblemError, problemFrom } from "#components/api/problem.ts";
import { queryKeys } from "#components/review/query-keys.ts";
import { FormError } from "#components/settings/form-error.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import type { ImportReport, ProjectView } from "#lib/annotation/schema.ts";

/** The file itself is the body, so that it is read as it comes. */
async function send(path: string, file: File): Promise<ImportReport> {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/jsonl" },
    body: file,
  }).catch(() => {
    throw new ProblemError(networkProblem());
  });
  const body: unknown = await answer.json().catch(() => null);
  if (!answer.ok) throw new ProblemError(problemFrom(answer.status, body));
  return body as ImportReport;
}

/** Takes a file of JSON lines in, and says what became of each broken one. */
export function ImportDialog({ project, onClose }: { project: ProjectView; onClose: () => void }) {
  const t = useTranslations("annotate.import");
  const tc = useTranslations("common");
  const router = useRouter();
  const client = useQueryClient();
  const area = `annotation/projects/${project.slug}`;
  const take = useMutation({
    mutationFn: (file: File) => send(`/api/console/${area}/import`, file),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: queryKeys.area(area) });
      router.refresh();
    },
  });
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const file = new FormData(event.currentTarget).get("file");
    if (file instanceof File) take.mutate(file);
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title")}
      description={t("detail")}
      wide
    >
      <form onSubmit={submit} className="grid gap-3">
        <pre dir="ltr" className="overflow-x-auto rounded-md bg-sunk px-3 py-2 font-mono text-xs">
          {'{"id": "a-1", "text": "…", "lang": "fa"}\n'}
          {`{"id": "g-1", "text": "…", "gold": ["${project.labels[0]?.label}"]}`}
        </pre>
        <Field label={t("file")}>
          {(control) => (
            <input
              {...control}
              type="file"
              name="file"
              required
              accept=".jsonl,.ndjson,.json,.txt"
              className="w-full"
            />
          )}
        </Field>
        <FormError error={take.error} />
        {take.data ? <Report report={take.data} /> : null}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{take.data ? tc("done") : tc("cancel")}</Button>
          <Button type="submit" variant="primary" disabled={take.isPending}>
            {t(take.isPending ? "reading" : "submit")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Report({ report }: { report: ImportReport }) {
  const t = useTranslations("annotate.import");
  const format = useFormatter();
  const { added, known, refused, problems } = report;
  return (
    <div role="status" className="grid gap-2 rounded-md border border-line p-3">
      <p className="font-semibold">{t("report", { added, known, refused })}</p>
      {problems.length > 0 ? (
        <ul className="max-h-56 overflow-y-auto">
          {problems.map(({ line, reason }) => (
            <li key={line} className="text-ink-2">
              {t("line", { line: format.number(line) })} <bdi dir="ltr">{reason}</bdi>
            </li>
          ))}
        </ul>
      ) : null}
      {refused > problems.length ? (
        <p className="text-xs text-ink-3">{t("more", { count: refused - problems.length })}</p>
      ) : null}
    </div>
  );
}
