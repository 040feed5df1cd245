"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useDuration } from "#components/time/use-duration.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Page } from "#components/ui/page.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { EscalationSettingsView, PathView } from "#lib/escalation/view.ts";
import { ChecklistForm } from "./checklist-form.tsx";
import { PathDialog, usePathName } from "./path-dialog.tsx";
import { useArea } from "./use-area.ts";

/** Where escalations go per policy, the emergency path, and what is done in an emergency. */
export function EscalationSettings({ initial }: { initial: EscalationSettingsView }) {
  const t = useTranslations("escalation.settings");
  const { paths, queues, settings } = useArea("escalation-paths", initial);
  const [editing, setEditing] = useState<PathView | null>(null);
  return (
    <Page title={t("title")}>
      <div className="grid max-w-4xl gap-4">
        <p className="text-ink-2">{t("intro")}</p>
        <Card className="overflow-hidden">
          <Table label={t("paths")}>
            <thead>
              <tr>
                <Th>{t("policy")}</Th>
                <Th>{t("leadsTo")}</Th>
                <Th end>{t("within")}</Th>
                <Th />
              </tr>
            </thead>
            <tbody className="[&>tr:last-child>td]:border-b-0">
              {paths.map((path) => (
                <PathRow key={path.id} path={path} onEdit={() => setEditing(path)} />
              ))}
            </tbody>
          </Table>
        </Card>
        <ChecklistForm key={settings.revision} settings={settings} />
      </div>
      <PathDialog path={editing} queues={queues} onClose={() => setEditing(null)} />
    </Page>
  );
}

function PathRow({ path, onEdit }: { path: PathView; onEdit: () => void }) {
  const t = useTranslations("escalation.settings");
  const locale = useLocale();
  const duration = useDuration();
  const name = usePathName();
  const { leadsTo } = path;
  return (
    <tr className="hover:bg-hover">
      <Td>
        <span className={path.policy ? "" : "font-semibold"}>
          {path.policy ? (
            <>
              <bdi>{path.policy.code}</bdi> <bdi>{path.policy.title[locale]}</bdi>
            </>
          ) : (
            name(path)
          )}
        </span>
      </Td>
      <Td>
        {leadsTo ? <span dir="auto">{leadsTo.name[locale]}</span> : <Tag tone="bad">{t("nowhere")}</Tag>}{" "}
        {path.queue ? null : <span className="text-xs text-ink-3">{t("follows")}</span>}
      </Td>
      <Td end className="whitespace-nowrap text-ink-2">
        {leadsTo ? duration.short(leadsTo.dueMinutes * 60) : ""}
      </Td>
      <Td end>
        <Button size="sm" aria-label={t("changeOf", { name: name(path) })} onClick={onEdit}>
          {t("change")}
        </Button>
      </Td>
    </tr>
  );
}
