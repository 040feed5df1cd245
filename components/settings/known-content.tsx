"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { showToast } from "#components/toast/toast-store.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Page } from "#components/ui/page.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { BankView, ImportResult, MatchView } from "#lib/known-content/index.ts";
import { BankDialog } from "./bank-dialog.tsx";
import { KnownMatches } from "./known-matches.tsx";
import { useArea, useChange } from "./use-area.ts";
import { useImport } from "./use-import.ts";

type Area = { banks: BankView[]; matches: MatchView[] };

/** Banks of known content, and what they met. */
export function KnownContent({ initial }: { initial: Area }) {
  const t = useTranslations("knownContent");
  const { banks, matches } = useArea("banks", initial);
  const [editing, setEditing] = useState<BankView | "new" | null>(null);
  const create = (
    <Button variant="primary" onClick={() => setEditing("new")}>
      {t("create")}
    </Button>
  );
  return (
    <Page title={t("title")} aside={create}>
      <p className="mb-3 max-w-[72ch] text-ink-2">{t("intro")}</p>
      {banks.length === 0 ? (
        <EmptyState title={t("emptyTitle")} action={create}>
          {t("emptyDetail")}
        </EmptyState>
      ) : (
        <div className="grid gap-6">
          <Card className="overflow-hidden">
            <Table label={t("banks")}>
              <thead>
                <tr>
                  <Th>{t("name")}</Th>
                  <Th>{t("kind")}</Th>
                  <Th>{t("signal")}</Th>
                  <Th end>{t("threshold")}</Th>
                  <Th end>{t("hashes")}</Th>
                  <Th end>{t("matches")}</Th>
                  <Th end>{t("falsePositives")}</Th>
                  <Th>{t("state")}</Th>
                  <Th />
                </tr>
              </thead>
              <tbody className="[&>tr:last-child>td]:border-b-0">
                {banks.map((bank) => (
                  <BankRow key={bank.id} bank={bank} onEdit={() => setEditing(bank)} />
                ))}
              </tbody>
            </Table>
          </Card>
          <KnownMatches matches={matches} />
        </div>
      )}
      <BankDialog bank={editing} onClose={() => setEditing(null)} />
    </Page>
  );
}

function BankRow({ bank, onEdit }: { bank: BankView; onEdit: () => void }) {
  const t = useTranslations("knownContent");
  const format = useFormatter();
  const change = useChange("banks");
  const upload = useImport();
  const picker = useRef<HTMLInputElement>(null);
  const tell = ({ added, known, refused }: ImportResult) =>
    showToast({
      tone: refused.length > 0 ? "bad" : "ok",
      text:
        refused[0] === undefined
          ? t("imported", { added, known })
          : t("importedWithRefusals", { added, line: refused[0].line, reason: refused[0].reason }),
    });
  return (
    <tr className="hover:bg-hover">
      <Td>
        <span className="block font-semibold">
          <bdi>{bank.name}</bdi>
        </span>
        <span className="text-xs text-ink-3">
          <bdi>bank:{bank.slug}</bdi>
        </span>
      </Td>
      <Td>{t(`kinds.${bank.kind}`)}</Td>
      <Td>
        <bdi>{bank.signal}</bdi> {format.number(bank.value)}
      </Td>
      <Td end className="whitespace-nowrap">
        {bank.kind === "sha256" ? "–" : t(`near.${bank.kind}`, { threshold: bank.threshold })}
      </Td>
      <Td end>{format.number(bank.hashes)}</Td>
      <Td end>{format.number(bank.matches)}</Td>
      <Td end className={bank.falsePositives > 0 ? "text-bad" : undefined}>
        {format.number(bank.falsePositives)}
      </Td>
      <Td>
        <Tag tone={bank.enabled ? "ok" : "neutral"}>{t(bank.enabled ? "enabled" : "disabled")}</Tag>
      </Td>
      <Td end>
        <div className="flex flex-wrap justify-end gap-1.5">
          <input
            ref={picker}
            type="file"
            accept=".csv,.txt,.jsonl,text/csv"
            aria-label={t("importInto", { name: bank.name })}
            className="sr-only"
            tabIndex={-1}
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              event.currentTarget.value = "";
              if (file) upload.mutate({ bankId: bank.id, file }, { onSuccess: tell });
            }}
          />
          <Button size="sm" disabled={upload.isPending} onClick={() => picker.current?.click()}>
            {t("import")}
          </Button>
          <a href={`/api/console/banks/${bank.id}/hashes`} download className={buttonClass("default", "sm")}>
            {t("export")}
          </a>
          {bank.kind === "sha256" ? null : (
            <Button size="sm" onClick={onEdit}>
              {t("edit")}
            </Button>
          )}
          <Button
            size="sm"
            disabled={change.isPending}
            onClick={() =>
              change.mutate({ path: `banks/${bank.id}`, method: "PATCH", body: { enabled: !bank.enabled } })
            }
          >
            {t(bank.enabled ? "disable" : "enable")}
          </Button>
        </div>
      </Td>
    </tr>
  );
}
