"use client";

import { useFormatter, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { showToast } from "#components/toast/toast-store.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Checkbox, Field, Input, Textarea } from "#components/ui/field.tsx";
import type { ChecklistItem } from "#lib/escalation/schema.ts";
import type { EscalationSettingsView } from "#lib/escalation/view.ts";
import { FormError } from "./form-error.tsx";
import { useChange } from "./use-area.ts";

const MOST = 20;

/** What is done in an emergency, and when people count as away. */
export function ChecklistForm({ settings }: { settings: EscalationSettingsView["settings"] }) {
  const t = useTranslations("escalation.settings");
  const format = useFormatter();
  const save = useChange("escalation-paths", true);
  const [items, setItems] = useState(settings.checklist);
  const [awayMinutes, setAwayMinutes] = useState(settings.awayMinutes);
  const set = (at: number, change: Partial<ChecklistItem>) =>
    setItems(items.map((item, index) => (index === at ? { ...item, ...change } : item)));
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    save.mutate(
      {
        path: "escalation-settings",
        method: "PUT",
        body: { revision: settings.revision, awayMinutes, checklist: items },
      },
      { onSuccess: () => showToast({ tone: "ok", text: t("saved") }) },
    );
  }
  return (
    <Card className="px-[18px] py-4">
      <form onSubmit={submit} className="grid gap-4">
        <div>
          <h2 className="font-semibold">{t("checklist")}</h2>
          <p className="text-ink-2">{t("checklistDetail")}</p>
        </div>
        <ol className="grid gap-3">
          {items.map((item, at) => {
            const nth = format.number(at + 1);
            return (
              <li key={item.id} className="grid gap-2 rounded-lg border border-line p-3">
                <div className="grid gap-2 sm:grid-cols-2">
                  <Field label={t("stepEn", { nth })}>
                    {(control) => (
                      <Textarea
                        {...control}
                        dir="ltr"
                        lang="en"
                        rows={2}
                        required
                        maxLength={300}
                        value={item.text.en}
                        onChange={(event) =>
                          set(at, { text: { ...item.text, en: event.currentTarget.value } })
                        }
                      />
                    )}
                  </Field>
                  <Field label={t("stepFa", { nth })}>
                    {(control) => (
                      <Textarea
                        {...control}
                        dir="rtl"
                        lang="fa"
                        rows={2}
                        required
                        maxLength={300}
                        value={item.text.fa}
                        onChange={(event) =>
                          set(at, { text: { ...item.text, fa: event.currentTarget.value } })
                        }
                      />
                    )}
                  </Field>
                </div>
                <div className="flex flex-wrap items-center gap-3">
                  <Checkbox
                    label={t("requiredStep")}
                    checked={item.required}
                    onChange={(event) => set(at, { required: event.currentTarget.checked })}
                  />
                  <Button
                    size="sm"
                    variant="quiet"
                    className="ms-auto"
                    aria-label={t("takeOutOf", { nth })}
                    onClick={() => setItems(items.filter((_, index) => index !== at))}
                  >
                    {t("takeOut")}
                  </Button>
                </div>
              </li>
            );
          })}
        </ol>
        {items.length < MOST ? (
          <div>
            <Button size="sm" onClick={() => setItems([...items, anItem()])}>
              {t("addStep")}
            </Button>
          </div>
        ) : null}
        <Field label={t("away")} hint={t("awayHint")} className="max-w-xs">
          {(control) => (
            <Input
              {...control}
              type="number"
              required
              min={0}
              max={1440}
              value={awayMinutes}
              onChange={(event) => setAwayMinutes(event.currentTarget.valueAsNumber || 0)}
            />
          )}
        </Field>
        <FormError error={save.error} />
        <div>
          <Button type="submit" variant="primary" disabled={save.isPending}>
            {t("save")}
          </Button>
        </div>
      </form>
    </Card>
  );
}

const anItem = (): ChecklistItem => ({
  // Unlike any other of the list; it means nothing.
  id: `step-${Date.now().toString(36)}`,
  text: { en: "", fa: "" },
  required: true,
});
