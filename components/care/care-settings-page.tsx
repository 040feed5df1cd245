"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useState } from "react";
import { FormError } from "#components/settings/form-error.tsx";
import { showToast } from "#components/toast/toast-store.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Checkbox, Field, Textarea } from "#components/ui/field.tsx";
import { Page } from "#components/ui/page.tsx";
import { Select } from "#components/ui/select.tsx";
import type { CareSettings, TextVeil } from "#lib/care/schema.ts";
import { careApi } from "./api.ts";
import { NumberInput } from "./number-input.tsx";

type Switched = "blur" | "grey" | "budget" | "breaks" | "rotation";
const VEILS: readonly TextVeil[] = ["off", "severe", "always"];
const HELPLINE_CHARACTERS = 1000;

/** The organisation's defaults, and what each person may turn off for themselves. */
export function CareSettingsPage({ initial }: { initial: { settings: CareSettings; revision: number } }) {
  const t = useTranslations("care.org");
  const [settings, setSettings] = useState(initial.settings);
  const [revision, setRevision] = useState(initial.revision);
  const save = useMutation({
    mutationFn: () => careApi.saveSettings({ revision, settings }),
    onSuccess: (saved) => {
      setRevision(saved.revision);
      showToast({ tone: "ok", text: t("saved"), topic: "care" });
    },
  });
  const { veil, budget, breaks, rotation, team } = settings;
  const change = <K extends keyof CareSettings>(group: K, part: Partial<CareSettings[K]>) =>
    setSettings((now) => ({ ...now, [group]: { ...(now[group] as object), ...part } }));
  const switches = (group: Switched, label: string) => (
    <div className="flex flex-wrap gap-x-6 gap-y-1.5">
      <Checkbox
        className="min-w-56"
        label={label}
        checked={settings[group].on}
        onChange={(event) => change(group, { on: event.currentTarget.checked })}
      />
      <Checkbox
        label={t("mayTurnOff")}
        aria-label={`${label}: ${t("mayTurnOff")}`}
        checked={settings[group].mayTurnOff}
        onChange={(event) => change(group, { mayTurnOff: event.currentTarget.checked })}
      />
    </div>
  );
  const number = (
    label: string,
    value: number,
    range: [number, number],
    onValue: (n: number) => void,
    hint?: string,
  ) => (
    <Field label={label} hint={hint} className="max-w-80">
      {(control) => (
        <NumberInput
          {...control}
          min={range[0]}
          max={range[1]}
          value={value}
          onValue={onValue}
          className="max-w-28"
        />
      )}
    </Field>
  );
  return (
    <Page title={t("title")}>
      <form
        className="grid max-w-3xl gap-4"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <p className="text-ink-2">{t("intro")}</p>
        <Group title={t("content")}>
          {switches("blur", t("blur"))}
          {switches("grey", t("grey"))}
          <div className="flex flex-wrap items-end gap-x-6 gap-y-1.5">
            <Field label={t("veil")} className="w-56">
              {(control) => (
                <Select
                  {...control}
                  value={veil.text}
                  onChange={(event) => change("veil", { text: event.currentTarget.value as TextVeil })}
                >
                  {VEILS.map((one) => (
                    <option key={one} value={one}>
                      {t(`veils.${one}`)}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <Checkbox
              className="pb-1.5"
              label={t("mayTurnOff")}
              aria-label={`${t("veil")}: ${t("mayTurnOff")}`}
              checked={veil.mayTurnOff}
              onChange={(event) => change("veil", { mayTurnOff: event.currentTarget.checked })}
            />
          </div>
          {number(t("heavyFrom"), settings.heavyFrom, [1, 5], (heavyFrom) =>
            setSettings((now) => ({ ...now, heavyFrom })),
          )}
          {number(
            t("shiftStartsAt"),
            settings.shiftStartsAt,
            [0, 23],
            (shiftStartsAt) => setSettings((now) => ({ ...now, shiftStartsAt })),
            t("shiftHint"),
          )}
        </Group>
        <Group title={t("budget")}>
          {switches("budget", t("on"))}
          {number(t("items"), budget.items, [1, 1000], (items) => change("budget", { items }))}
          {number(t("minutes"), budget.minutes, [1, 720], (minutes) => change("budget", { minutes }))}
        </Group>
        <Group title={t("breaks")}>
          {switches("breaks", t("on"))}
          {number(t("offerAt"), Math.round(breaks.offerAt * 100), [10, 99], (percent) =>
            change("breaks", { offerAt: percent / 100 }),
          )}
          {number(t("everyMinutes"), breaks.everyMinutes, [10, 480], (everyMinutes) =>
            change("breaks", { everyMinutes }),
          )}
          {(["en", "fa"] as const).map((language) => (
            <Field
              key={language}
              label={t(language === "en" ? "helplineEn" : "helplineFa")}
              hint={t("helplineHint")}
            >
              {(control) => (
                <Textarea
                  {...control}
                  dir="auto"
                  lang={language}
                  rows={2}
                  maxLength={HELPLINE_CHARACTERS}
                  value={breaks.helpline[language]}
                  onChange={(event) =>
                    change("breaks", {
                      helpline: { ...breaks.helpline, [language]: event.currentTarget.value },
                    })
                  }
                />
              )}
            </Field>
          ))}
        </Group>
        <Group title={t("rotation")}>
          {switches("rotation", t("on"))}
          {number(
            t("after"),
            rotation.after,
            [1, 20],
            (after) => change("rotation", { after }),
            t("rotationHint"),
          )}
        </Group>
        <Group title={t("team")}>
          <Checkbox
            label={t("names")}
            checked={team.names}
            onChange={(event) => change("team", { names: event.currentTarget.checked })}
          />
          <p className="text-xs text-ink-3">{t("namesHint")}</p>
        </Group>
        <FormError error={save.error} />
        <Button type="submit" variant="primary" className="justify-self-start" disabled={save.isPending}>
          {t("save")}
        </Button>
      </form>
    </Page>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-3">
      <h2 className="font-semibold">{title}</h2>
      <Card className="grid gap-3 px-4 py-3">{children}</Card>
    </section>
  );
}
