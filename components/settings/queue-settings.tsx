"use client";

import { useFormatter, useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useWords } from "#components/review/use-words.ts";
import { useDuration } from "#components/time/use-duration.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Page } from "#components/ui/page.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { QueueSettingsView } from "#lib/review/queue-settings.ts";
import { QueueDialog } from "./queue-dialog.tsx";
import { useArea, useChange } from "./use-area.ts";

/** The queues themselves: what each is for, its time to decide, and the order of its work. */
export function QueueSettings({ initial }: { initial: QueueSettingsView[] }) {
  const t = useTranslations("queueSettings");
  const { queues } = useArea("queue-settings", { queues: initial });
  const [editing, setEditing] = useState<QueueSettingsView | "new" | null>(null);
  const create = (
    <Button variant="primary" onClick={() => setEditing("new")}>
      {t("create")}
    </Button>
  );
  return (
    <Page title={t("title")} aside={create}>
      {queues.length === 0 ? (
        <EmptyState title={t("emptyTitle")} action={create}>
          {t("emptyDetail")}
        </EmptyState>
      ) : (
        <Card className="overflow-hidden">
          <Table label={t("title")}>
            <thead>
              <tr>
                <Th>{t("name")}</Th>
                <Th className="max-md:hidden">{t("purpose")}</Th>
                <Th className="max-md:hidden">{t("order")}</Th>
                <Th end className="max-md:hidden">
                  {t("target")}
                </Th>
                <Th end className="max-lg:hidden">
                  {t("warning")}
                </Th>
                <Th end>{t("open")}</Th>
                <Th />
              </tr>
            </thead>
            <tbody className="[&>tr:last-child>td]:border-b-0">
              {queues.map((queue) => (
                <QueueRow key={queue.slug} queue={queue} onEdit={() => setEditing(queue)} />
              ))}
            </tbody>
          </Table>
        </Card>
      )}
      <QueueDialog queue={editing} onClose={() => setEditing(null)} />
    </Page>
  );
}

function QueueRow({ queue, onEdit }: { queue: QueueSettingsView; onEdit: () => void }) {
  const t = useTranslations("queueSettings");
  const locale = useLocale();
  const format = useFormatter();
  const duration = useDuration();
  const words = useWords();
  const change = useChange("queue-settings");
  const retired = queue.retiredAt !== null;
  return (
    <tr className="hover:bg-hover">
      <Td>
        <span className="font-semibold">{queue.name[locale]}</span>{" "}
        {retired ? <Tag>{t("retired")}</Tag> : null}
      </Td>
      <Td className="text-ink-2 max-md:hidden">{words.purpose(queue.purpose)}</Td>
      <Td className="max-md:hidden">{t(`orders.${queue.order}`)}</Td>
      <Td end className="whitespace-nowrap max-md:hidden">
        {duration.short(queue.slaMinutes * 60)}
      </Td>
      <Td end className="text-ink-2 max-lg:hidden">
        {format.number(queue.warningShare, { style: "percent" })}
      </Td>
      <Td end className="text-ink-2">
        {format.number(queue.openCases)}
      </Td>
      <Td end>
        <div className="flex justify-end gap-1.5">
          <Button size="sm" onClick={onEdit}>
            {t("edit")}
          </Button>
          {retired || queue.openCases === 0 ? (
            <Button
              size="sm"
              disabled={change.isPending}
              onClick={() =>
                change.mutate({
                  path: `queue-settings/${queue.slug}/retirement`,
                  method: "POST",
                  body: { revision: queue.revision, retired: !retired },
                })
              }
            >
              {t(retired ? "restore" : "retire")}
            </Button>
          ) : null}
        </div>
      </Td>
    </tr>
  );
}
