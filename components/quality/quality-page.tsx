"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useArea } from "#components/settings/use-area.ts";
import { Button } from "#components/ui/button.tsx";
import { Page } from "#components/ui/page.tsx";
import type { QualityOverview } from "#lib/quality/schema.ts";
import type { QualityChoices } from "./choices.ts";
import { LooksTable } from "./looks-table.tsx";
import { SettingsDialog } from "./settings-dialog.tsx";
import { SharesNote } from "./shares-note.tsx";

/** How well people agree, and what is done to find out. */
export function QualityPage({ initial, choices }: { initial: QualityOverview; choices: QualityChoices }) {
  const t = useTranslations("quality");
  const { settings, looks } = useArea("quality", initial);
  const [setting, setSetting] = useState(false);
  return (
    <Page title={t("title")} aside={<Button onClick={() => setSetting(true)}>{t("settings.open")}</Button>}>
      <div className="grid gap-6">
        <SharesNote values={settings.values} />
        <LooksTable looks={looks} />
      </div>
      {setting ? (
        <SettingsDialog settings={settings} choices={choices} onClose={() => setSetting(false)} />
      ) : null}
    </Page>
  );
}
