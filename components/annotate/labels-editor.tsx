"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { fieldError } from "#components/api/problem.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/field.tsx";
import { Icon } from "#components/ui/icon.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { MOST_LABELS, type ProjectLabel } from "#lib/annotation/schema.ts";

const EMPTY: ProjectLabel = { label: "", name: "", description: "" };
let rows = 0;
const asRow = (label: ProjectLabel) => ({ id: ++rows, label });

/** The labels of a project in the order of their keys. */
export function LabelsEditor({ initial, error }: { initial: ProjectLabel[]; error: unknown }) {
  const t = useTranslations("annotate.form");
  const [labels, setLabels] = useState(() => (initial.length > 0 ? initial : [EMPTY]).map(asRow));
  const problem = fieldError(error, "labels");
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-ink-2">{t("labels")}</legend>
      <p className="text-xs text-ink-3">{t("labelsHint")}</p>
      {labels.map(({ id, label }, at) => {
        const wrong =
          fieldError(error, `labels[${at}].label`) ??
          fieldError(error, `labels.${at}.label`) ??
          fieldError(error, `labels[${at}].name`);
        const place = { number: at + 1 };
        return (
          <div key={id} className="grid gap-1.5 rounded-md border border-line p-2">
            <div className="flex items-center gap-1.5">
              <Kbd>{at + 1}</Kbd>
              <Input
                name="label"
                dir="ltr"
                aria-label={t("labelId", place)}
                placeholder={t("labelIdExample")}
                required={at === 0}
                pattern="[a-z][a-z0-9_]*"
                maxLength={40}
                defaultValue={label.label}
                className="max-w-40"
              />
              <Input
                name="labelName"
                dir="auto"
                aria-label={t("labelName", place)}
                placeholder={t("labelNameExample")}
                required={at === 0}
                maxLength={60}
                defaultValue={label.name}
              />
              <Button
                variant="quiet"
                aria-label={t("removeLabel", place)}
                disabled={labels.length === 1}
                onClick={() => setLabels(labels.filter((row) => row.id !== id))}
              >
                <Icon name="close" />
              </Button>
            </div>
            <Input
              name="labelDescription"
              dir="auto"
              aria-label={t("labelDescription", place)}
              placeholder={t("labelDescriptionExample")}
              maxLength={500}
              defaultValue={label.description}
            />
            {wrong ? <p className="text-xs text-bad">{wrong}</p> : null}
          </div>
        );
      })}
      {problem ? <p className="text-xs text-bad">{problem}</p> : null}
      <div>
        <Button
          size="sm"
          disabled={labels.length >= MOST_LABELS}
          onClick={() => setLabels([...labels, asRow(EMPTY)])}
        >
          {t("addLabel")}
        </Button>
      </div>
    </fieldset>
  );
}
