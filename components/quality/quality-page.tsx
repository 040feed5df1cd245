"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useArea } from "#components/settings/use-area.ts";
import { Button } from "#components/ui/button.tsx";
import { Page } from "#components/ui/page.tsx";
import type { Pair, QualityOverview } from "#lib/quality/schema.ts";
import { AgreementPanel } from "./agreement-panel.tsx";
import type { QualityChoices } from "./choices.ts";
import { GoldSection } from "./gold-section.tsx";
import { LooksTable } from "./looks-table.tsx";
import { SessionDialog } from "./session-dialog.tsx";
import { SessionsTable } from "./sessions-table.tsx";
import { SettingsDialog } from "./settings-dialog.tsx";
import { SharesNote } from "./shares-note.tsx";

type Props = { initial: QualityOverview; choices: QualityChoices; pair: Pair };

/** How well people agree, and what is done to find out. */
export function QualityPage({ initial, choices, pair }: Props) {
  const t = useTranslations("quality");
  const area = pair ? `quality?pair=${pair.join(".")}` : "quality";
  const { settings, looks, agreement, gold, accuracy, sessions } = useArea(area, initial);
  const [setting, setSetting] = useState(false);
  const [creating, setCreating] = useState(false);
  return (
    <Page title={t("title")} aside={<Button onClick={() => setSetting(true)}>{t("settings.open")}</Button>}>
      <div className="grid gap-7">
        <SharesNote values={settings.values} />
        <AgreementPanel agreement={agreement} />
        <LooksTable looks={looks} paired={pair !== undefined} />
        <section aria-labelledby="sessions" className="grid gap-2">
          <div className="flex flex-wrap items-center gap-3">
            <h2 id="sessions" className="font-semibold">
              {t("sessions.title")}
            </h2>
            <Button size="sm" className="ms-auto" onClick={() => setCreating(true)}>
              {t("sessions.create")}
            </Button>
          </div>
          {sessions.length === 0 ? (
            <p className="text-ink-2">{t("sessions.empty")}</p>
          ) : (
            <SessionsTable sessions={sessions} />
          )}
        </section>
        <GoldSection gold={gold} accuracy={accuracy} choices={choices} />
      </div>
      {setting ? (
        <SettingsDialog settings={settings} choices={choices} onClose={() => setSetting(false)} />
      ) : null}
      {creating ? <SessionDialog choices={choices} onClose={() => setCreating(false)} /> : null}
    </Page>
  );
}
