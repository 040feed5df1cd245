"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { useArea } from "#components/settings/use-area.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Meter } from "#components/ui/meter.tsx";
import { Page } from "#components/ui/page.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { ProjectSummary } from "#lib/annotation/schema.ts";
import { ProjectDialog } from "./project-dialog.tsx";
import { useAgreementText } from "./use-agreement-text.ts";

/** Every project: how far it is, how well people agree, what one did today oneself. */
export function Projects({ initial, mayManage }: { initial: ProjectSummary[]; mayManage: boolean }) {
  const t = useTranslations("annotate");
  const { projects } = useArea("annotation/projects", { projects: initial });
  const [creating, setCreating] = useState(false);
  const create = mayManage ? (
    <Button variant="primary" onClick={() => setCreating(true)}>
      {t("create")}
    </Button>
  ) : null;
  return (
    <Page title={t("title")} aside={create}>
      {projects.length === 0 ? (
        <EmptyState title={t("emptyTitle")} action={create}>
          {t(mayManage ? "emptyManage" : "emptyDetail")}
        </EmptyState>
      ) : (
        <Card className="overflow-hidden">
          <Table label={t("title")}>
            <thead>
              <tr>
                <Th>{t("project")}</Th>
                <Th className="max-md:hidden">{t("state")}</Th>
                <Th>{t("progressTitle")}</Th>
                <Th className="max-md:hidden">{t("agreementTitle")}</Th>
                <Th end className="max-md:hidden">
                  {t("mineToday")}
                </Th>
                <Th />
              </tr>
            </thead>
            <tbody className="[&>tr:last-child>td]:border-b-0">
              {projects.map((project) => (
                <ProjectRow key={project.slug} project={project} />
              ))}
            </tbody>
          </Table>
        </Card>
      )}
      {creating ? <ProjectDialog project={null} onClose={() => setCreating(false)} /> : null}
    </Page>
  );
}

function ProjectRow({ project }: { project: ProjectSummary }) {
  const t = useTranslations("annotate");
  const format = useFormatter();
  const agreement = useAgreementText();
  const { slug, name, state, labels, tasks, done } = project;
  const progress = t("progress", { done, tasks });
  return (
    <tr className="hover:bg-hover">
      <Td>
        <Link href={`/annotate/${slug}`} prefetch={false} className="font-semibold hover:underline">
          <bdi>{name}</bdi>
        </Link>
        <p dir="auto" className="max-w-64 truncate max-md:max-w-36 text-xs text-ink-3">
          {labels.map((label) => label.name).join(" · ")}
        </p>
      </Td>
      <Td className="max-md:hidden">
        <Tag tone={state === "active" ? "ok" : "neutral"}>{t(`states.${state}`)}</Tag>
      </Td>
      <Td className="whitespace-nowrap">
        <span className="flex items-center gap-2">
          <Meter
            value={tasks > 0 ? done / tasks : 0}
            tone="accent"
            label={progress}
            className="max-w-28 min-w-16 max-sm:hidden"
          />
          <span className="text-ink-2 tabular-nums">{progress}</span>
        </span>
      </Td>
      <Td className="whitespace-nowrap text-ink-2 tabular-nums max-md:hidden">
        {project.agreement ? agreement(project.agreement) : t("agreementNone")}
      </Td>
      <Td end className="max-md:hidden">
        {format.number(project.mineToday)}
      </Td>
      <Td end>
        {state === "active" ? (
          <Link href={`/annotate/${slug}/label`} prefetch={false} className={buttonClass("primary", "sm")}>
            {t("label")}
          </Link>
        ) : null}
      </Td>
    </tr>
  );
}
