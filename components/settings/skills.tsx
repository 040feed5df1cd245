"use client";

import { useFormatter, useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useWords } from "#components/review/use-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Page } from "#components/ui/page.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import type { ReviewerView } from "#lib/review/skills.ts";
import { SkillsDialog } from "./skills-dialog.tsx";
import { useArea } from "./use-area.ts";

type SkillsProps = { initial: { reviewers: ReviewerView[]; policyCodes: string[] } };

/** Who is given what: languages, policies and the gravest severity of each reviewer. */
export function Skills({ initial }: SkillsProps) {
  const t = useTranslations("skills");
  const { reviewers, policyCodes } = useArea("skills", initial);
  const [editing, setEditing] = useState<ReviewerView | null>(null);
  return (
    <Page title={t("title")}>
      <p className="mb-3 max-w-2xl text-ink-2">{t("intro")}</p>
      {reviewers.length === 0 ? (
        <EmptyState title={t("emptyTitle")}>{t("emptyDetail")}</EmptyState>
      ) : (
        <Card className="overflow-hidden">
          <Table label={t("title")}>
            <thead>
              <tr>
                <Th>{t("name")}</Th>
                <Th>{t("languages")}</Th>
                <Th className="max-md:hidden">{t("policies")}</Th>
                <Th className="max-md:hidden">{t("severity")}</Th>
                <Th />
              </tr>
            </thead>
            <tbody className="[&>tr:last-child>td]:border-b-0">
              {reviewers.map((reviewer) => (
                <ReviewerRow key={reviewer.id} reviewer={reviewer} onEdit={() => setEditing(reviewer)} />
              ))}
            </tbody>
          </Table>
        </Card>
      )}
      <SkillsDialog reviewer={editing} policyCodes={policyCodes} onClose={() => setEditing(null)} />
    </Page>
  );
}

function ReviewerRow({ reviewer, onEdit }: { reviewer: ReviewerView; onEdit: () => void }) {
  const t = useTranslations("skills");
  const locale = useLocale();
  const format = useFormatter();
  const words = useWords();
  const { languages, policyCodes, maxSeverity } = reviewer.skills;
  const all = <span className="text-ink-3">{t("all")}</span>;
  return (
    <tr className="hover:bg-hover">
      <Td>
        <bdi className="font-semibold">{reviewer.name}</bdi>
        <span className="ms-2 text-xs text-ink-3">
          {reviewer.roles.map((role) => role[locale]).join(" · ")}
        </span>
      </Td>
      <Td>{languages.length > 0 ? format.list(languages.map(words.language), { type: "unit" }) : all}</Td>
      <Td className="max-md:hidden">{policyCodes.length > 0 ? <bdi>{policyCodes.join(", ")}</bdi> : all}</Td>
      <Td className="max-md:hidden">{maxSeverity === null ? all : t("upTo", { severity: maxSeverity })}</Td>
      <Td end>
        <Button size="sm" aria-label={t("editLabel", { name: reviewer.name })} onClick={onEdit}>
          {t("edit")}
        </Button>
      </Td>
    </tr>
  );
}
