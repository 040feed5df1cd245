"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { FormError } from "#components/settings/form-error.tsx";
import { showToast } from "#components/toast/toast-store.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Checkbox, Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { CarePreference, CareSettings, TextVeil } from "#lib/care/schema.ts";
import { careApi } from "./api.ts";
import { NumberInput } from "./number-input.tsx";

type Rule = { on: boolean; mayTurnOff: boolean };
const VEILS: readonly TextVeil[] = ["off", "severe", "always"];

type OwnCareFormProps = { settings: CareSettings; preference: CarePreference };

/** One's own choices, within what the organisation leaves open. More protection is always open. */
export function OwnCareForm({ settings, preference }: OwnCareFormProps) {
  const t = useTranslations("care.page");
  const client = useQueryClient();
  const [own, setOwn] = useState(preference);
  const save = useMutation({
    mutationFn: () => careApi.save(own),
    onSuccess: () => {
      showToast({ tone: "ok", text: t("saved"), topic: "care" });
      void client.invalidateQueries({ queryKey: ["me"] });
    },
  });
  const { budget } = settings;
  const set = (change: Partial<CarePreference>) => setOwn((now) => ({ ...now, ...change }));
  const tick = (name: "blur" | "grey" | "budget" | "breaks" | "rotation", label: string, rule: Rule) => {
    const fixed = rule.on && !rule.mayTurnOff;
    return (
      <Checkbox
        label={
          <>
            {label}
            {fixed ? <span className="text-xs text-ink-3"> · {t("fixed")}</span> : null}
          </>
        }
        checked={fixed || (own[name] ?? rule.on)}
        disabled={fixed}
        onChange={(event) => set({ [name]: event.currentTarget.checked })}
      />
    );
  };
  const veils = settings.veil.mayTurnOff ? VEILS : VEILS.slice(VEILS.indexOf(settings.veil.text));
  return (
    <Card className="px-4 py-3">
      <form
        className="grid gap-3"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <h2 className="font-semibold">{t("settings")}</h2>
        {tick("blur", t("blur"), settings.blur)}
        {tick("grey", t("grey"), settings.grey)}
        <Field label={t("veil")} hint={t("sound")}>
          {(control) => (
            <Select
              {...control}
              value={own.veil ?? settings.veil.text}
              onChange={(event) => set({ veil: event.currentTarget.value as TextVeil })}
            >
              {veils.map((veil) => (
                <option key={veil} value={veil}>
                  {t(`veils.${veil}`, { severity: settings.heavyFrom })}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {tick("budget", t("budget"), budget)}
        <div className="grid grid-cols-2 gap-3">
          {(["items", "minutes"] as const).map((name) => (
            <Field
              key={name}
              label={t(name === "items" ? "ownItems" : "ownMinutes")}
              hint={t("atMost", { limit: budget[name] })}
              className="content-end"
            >
              {(control) => (
                <NumberInput
                  {...control}
                  min={1}
                  max={budget[name]}
                  value={own[name] ?? budget[name]}
                  onValue={(value) => set({ [name]: value })}
                />
              )}
            </Field>
          ))}
        </div>
        {tick("breaks", t("offers"), settings.breaks)}
        {tick("rotation", t("rotation", { after: settings.rotation.after }), settings.rotation)}
        <FormError error={save.error} />
        <Button type="submit" variant="primary" className="justify-self-start" disabled={save.isPending}>
          {t("save")}
        </Button>
      </form>
    </Card>
  );
}
