"use client";

import { useTranslations } from "next-intl";
import { type ComponentProps, type FormEvent, useState } from "react";
import { FormError } from "#components/settings/form-error.tsx";
import { useChange } from "#components/settings/use-area.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { MOST_GOLD, type QualitySettingsView, type QualityValues } from "#lib/quality/schema.ts";
import type { QualityChoices } from "./choices.ts";

/** A share that counts in one queue or for one policy: `queue:slug` or `policy:code`, and its percent. */
type Exception = { key: number; of: string; percent: number };

const toPercent = (share: number) => Math.round(share * 1e4) / 100;

function exceptionsOf({ queues, policies }: QualityValues): Exception[] {
  return [
    ...Object.entries(policies).map(([code, share]) => ({ of: `policy:${code}`, percent: toPercent(share) })),
    ...Object.entries(queues).map(([slug, share]) => ({ of: `queue:${slug}`, percent: toPercent(share) })),
  ].map((one, key) => ({ ...one, key }));
}

/** The exceptions of one kind as the settings hold them. */
function sharesOf(kind: "queue" | "policy", exceptions: readonly Exception[]): Record<string, number> {
  return Object.fromEntries(
    exceptions
      .filter(({ of }) => of.startsWith(`${kind}:`))
      .map(({ of, percent }) => [of.slice(kind.length + 1), percent / 100]),
  );
}

type Props = { settings: QualitySettingsView; choices: QualityChoices; onClose: () => void };

/** How much is looked at twice, everywhere and in particular, and how much practice is blended in. */
export function SettingsDialog({ settings, choices, onClose }: Props) {
  const t = useTranslations("quality.settings");
  const tc = useTranslations("common");
  const save = useChange("quality", true);
  const { values, revision } = settings;
  const [exceptions, setExceptions] = useState(() => exceptionsOf(values));
  const set = (key: number, over: Partial<Exception>) =>
    setExceptions((all) => all.map((one) => (one.key === key ? { ...one, ...over } : one)));
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const share = (name: string) => Number(form.get(name)) / 100;
    const next: QualityValues = {
      share: share("share"),
      goldShare: share("goldShare"),
      queues: sharesOf("queue", exceptions),
      policies: sharesOf("policy", exceptions),
    };
    save.mutate(
      { path: "quality/settings", method: "POST", body: { revision, values: next } },
      { onSuccess: onClose },
    );
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("title")} wide>
      <form onSubmit={submit} className="grid gap-4">
        <Field label={t("share")} hint={t("shareHint")}>
          {(control) => (
            <Percent {...control} name="share" max={100} defaultValue={toPercent(values.share)} />
          )}
        </Field>
        <fieldset className="grid gap-2">
          <legend className="text-ink-2">{t("exceptions")}</legend>
          {exceptions.map((one) => (
            <div key={one.key} className="flex flex-wrap items-center gap-2">
              <Select
                fit
                className="max-w-72"
                aria-label={t("of")}
                required
                value={one.of}
                onChange={(event) => set(one.key, { of: event.currentTarget.value })}
              >
                <option value="">{t("choose")}</option>
                <optgroup label={t("policies")}>
                  {choices.policies.map(({ code, title }) => (
                    <option key={code} value={`policy:${code}`}>
                      {code} {title}
                    </option>
                  ))}
                </optgroup>
                <optgroup label={t("queues")}>
                  {choices.queues.map(({ slug, name }) => (
                    <option key={slug} value={`queue:${slug}`}>
                      {name}
                    </option>
                  ))}
                </optgroup>
              </Select>
              <Percent
                aria-label={t("percent")}
                max={100}
                value={one.percent}
                onChange={(event) => set(one.key, { percent: event.currentTarget.valueAsNumber || 0 })}
              />
              <Button
                size="sm"
                variant="quiet"
                onClick={() => setExceptions((all) => all.filter(({ key }) => key !== one.key))}
              >
                {t("takeOut")}
              </Button>
            </div>
          ))}
          <div>
            <Button
              size="sm"
              onClick={() =>
                setExceptions((all) => [
                  ...all,
                  { key: Math.max(-1, ...all.map(({ key }) => key)) + 1, of: "", percent: 10 },
                ])
              }
            >
              {t("add")}
            </Button>
          </div>
          <p className="text-xs text-ink-3">{t("exceptionsHint")}</p>
        </fieldset>
        <Field label={t("gold")} hint={t("goldHint")}>
          {(control) => (
            <Percent
              {...control}
              name="goldShare"
              max={MOST_GOLD * 100}
              defaultValue={toPercent(values.goldShare)}
            />
          )}
        </Field>
        <FormError error={save.error} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{tc("cancel")}</Button>
          <Button type="submit" variant="primary" disabled={save.isPending}>
            {t("save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Percent(props: ComponentProps<typeof Input>) {
  return (
    <span className="flex items-center gap-1.5">
      <Input type="number" min={0} step={0.1} dir="ltr" required className="w-24" {...props} />%
    </span>
  );
}
