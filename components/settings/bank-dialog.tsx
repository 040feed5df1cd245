"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { fieldError } from "#components/api/problem.ts";
import { useWords } from "#components/review/use-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import type { BankView } from "#lib/known-content/index.ts";
import { KNOWN_THRESHOLDS, type KnownKind } from "#lib/known-content/schema.ts";
import { LABELS } from "#lib/scoring/labels.ts";
import { FormError } from "./form-error.tsx";
import { useChange } from "./use-area.ts";

const KINDS = Object.keys(KNOWN_THRESHOLDS) as KnownKind[];
const SELECT = "h-8 w-full rounded-md border border-line-field bg-panel px-2 text-ink";

/** Makes a bank, or changes how near a match must be. */
export function BankDialog({ bank, onClose }: { bank: BankView | "new" | null; onClose: () => void }) {
  const t = useTranslations("knownContent");
  return (
    <Dialog
      open={bank !== null}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={bank === "new" || bank === null ? t("create") : bank.name}
    >
      {bank ? <BankForm bank={bank === "new" ? null : bank} onClose={onClose} /> : null}
    </Dialog>
  );
}

function BankForm({ bank, onClose }: { bank: BankView | null; onClose: () => void }) {
  const t = useTranslations("knownContent");
  const tc = useTranslations("common");
  const words = useWords();
  const save = useChange("banks", true);
  const [kind, setKind] = useState<KnownKind>(bank?.kind ?? "pdq");
  const limits = KNOWN_THRESHOLDS[kind];
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const threshold = kind === "sha256" ? 0 : Number(form.get("threshold"));
    const fresh = {
      name: String(form.get("name")),
      slug: String(form.get("slug")),
      signal: String(form.get("signal")),
      kind,
      threshold,
    };
    save.mutate(
      bank
        ? { path: `banks/${bank.id}`, method: "PATCH", body: { threshold } }
        : { path: "banks", method: "POST", body: fresh },
      { onSuccess: onClose },
    );
  }
  return (
    <form onSubmit={submit} className="grid gap-3">
      {bank ? null : (
        <>
          <Field label={t("name")} error={fieldError(save.error, "name")}>
            {(control) => <Input {...control} name="name" dir="auto" required maxLength={100} />}
          </Field>
          <Field label={t("slug")} hint={t("slugHint")} error={fieldError(save.error, "slug")}>
            {(control) => (
              <Input
                {...control}
                name="slug"
                dir="ltr"
                required
                maxLength={50}
                pattern="[a-z0-9][a-z0-9\-]*"
              />
            )}
          </Field>
          <Field label={t("kind")} hint={t(`kindHints.${kind}`)}>
            {(control) => (
              <select
                {...control}
                name="kind"
                className={SELECT}
                value={kind}
                onChange={(event) => setKind(event.currentTarget.value as KnownKind)}
              >
                {KINDS.map((one) => (
                  <option key={one} value={one}>
                    {t(`kinds.${one}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={t("signal")} hint={t("signalHint")} error={fieldError(save.error, "signal")}>
            {(control) => (
              <select {...control} name="signal" className={SELECT} defaultValue="sexual">
                {LABELS.map((label) => (
                  <option key={label} value={label}>
                    {words.signal(label)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </>
      )}
      {kind === "sha256" ? null : (
        <Field
          label={t("threshold")}
          hint={t(`thresholdHints.${kind}`)}
          error={fieldError(save.error, "threshold")}
        >
          {(control) => (
            <Input
              {...control}
              key={kind}
              name="threshold"
              type="number"
              min={limits.least}
              max={limits.most}
              step={kind === "pdq" ? 1 : 0.01}
              defaultValue={bank?.threshold ?? limits.usual}
              required
            />
          )}
        </Field>
      )}
      <FormError error={save.error} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{tc("cancel")}</Button>
        <Button type="submit" variant="primary" disabled={save.isPending}>
          {t(bank ? "save" : "create")}
        </Button>
      </div>
    </form>
  );
}
