"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useArea } from "#components/settings/use-area.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { Card, Facts, Section } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Meter } from "#components/ui/meter.tsx";
import { Page } from "#components/ui/page.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { ProjectView } from "#lib/annotation/schema.ts";
import { ProjectActions } from "./project-actions.tsx";
import { useAgreementText } from "./use-agreement-text.ts";

type ProjectPageProps = { initial: ProjectView; mayManage: boolean; children: ReactNode };

/** One project: what it asks for, how far it is, how well people agree. */
export function ProjectPage({ initial, mayManage, children }: ProjectPageProps) {
  const t = useTranslations("annotate");
  const { project } = useArea(`annotation/projects/${initial.slug}`, { project: initial });
  const title = (
    <span className="flex min-w-0 flex-wrap items-center gap-2">
      <Link href="/annotate" prefetch={false} className="font-normal text-ink-2 hover:text-ink">
        {t("title")}
      </Link>
      <span aria-hidden="true" className="font-normal text-ink-3">
        /
      </span>
      <bdi>{project.name}</bdi>
      <Tag tone={project.state === "active" ? "ok" : "neutral"}>{t(`states.${project.state}`)}</Tag>
    </span>
  );
  const aside = (
    <>
      {mayManage ? <ProjectActions project={project} /> : null}
      {project.state === "active" ? (
        <Link href={`/annotate/${project.slug}/label`} prefetch={false} className={buttonClass("primary")}>
          {t("label")}
        </Link>
      ) : null}
    </>
  );
  return (
    <Page title={title} aside={aside}>
      <div className="grid max-w-5xl gap-4">
        {project.tasks === 0 ? (
          <EmptyState title={t("noTasksTitle")}>
            {t(mayManage ? "noTasksManage" : "noTasksDetail")}
          </EmptyState>
        ) : null}
        <div className="grid grid-cols-2 gap-4 max-lg:grid-cols-1">
          <Card className="grid content-start gap-4 p-4">
            <ProgressSection project={project} />
          </Card>
          <Card className="p-4">
            <Section title={t("guidelines")}>
              <p dir="auto" className="max-h-80 overflow-y-auto break-words whitespace-pre-wrap">
                {project.guidelines || t("noGuidelines")}
              </p>
            </Section>
          </Card>
        </div>
        <LabelsTable project={project} />
        {children}
      </div>
    </Page>
  );
}

function ProgressSection({ project }: { project: ProjectView }) {
  const t = useTranslations("annotate");
  const format = useFormatter();
  const progress = t("progress", { done: project.done, tasks: project.tasks });
  const percent = (share: number) => format.number(share, { style: "percent" });
  const { mine, sampling, origins } = project;
  return (
    <>
      <Section title={t("progressTitle")} aside={<span className="tabular-nums">{progress}</span>}>
        <Meter value={project.tasks > 0 ? project.done / project.tasks : 0} tone="accent" label={progress} />
      </Section>
      <Section title={t("mine")}>
        <Facts
          rows={[
            { name: t("mineToday"), value: format.number(mine.today) },
            { name: t("mineAll"), value: format.number(mine.answered) },
            ...(mine.gold.of > 0 ? [{ name: t("mineGold"), value: t("ofAll", mine.gold) }] : []),
            ...(mine.consensus.of > 0
              ? [{ name: t("mineConsensus"), value: t("ofAll", mine.consensus) }]
              : []),
          ]}
        />
      </Section>
      <Section title={t("how")}>
        <Facts
          rows={[
            { name: t("form.overlap"), value: format.number(project.overlap) },
            { name: t("form.strategy"), value: t(`form.${sampling.strategy}`) },
            { name: t("randomShare"), value: percent(sampling.randomShare) },
            { name: t("goldShare"), value: percent(sampling.goldShare) },
            ...(sampling.languages.length > 0
              ? [{ name: t("form.languages"), value: <bdi>{sampling.languages.join(", ")}</bdi> }]
              : []),
          ]}
        />
      </Section>
      {origins && origins.length > 0 ? (
        <Section title={t("origins")}>
          <Facts
            rows={origins.map(({ origin, tasks }) => ({
              name: t(`origin.${origin as "random"}`),
              value: format.number(tasks),
            }))}
          />
        </Section>
      ) : null}
    </>
  );
}

function LabelsTable({ project }: { project: ProjectView }) {
  const t = useTranslations("annotate");
  const format = useFormatter();
  const agreement = useAgreementText();
  return (
    <Card className="overflow-hidden">
      <Table label={t("labels")}>
        <thead>
          <tr>
            <Th>{t("key")}</Th>
            <Th>{t("labelTitle")}</Th>
            <Th>{t("meaning")}</Th>
            <Th>{t("alphaTitle")}</Th>
          </tr>
        </thead>
        <tbody className="[&>tr:last-child>td]:border-b-0">
          {project.labels.map(({ label, name, description }, at) => {
            const measured = project.perLabel[at];
            return (
              <tr key={label}>
                <Td className="text-ink-3">{format.number(at + 1)}</Td>
                <Td className="font-semibold">
                  <bdi>{name}</bdi>
                </Td>
                <Td className="min-w-48 text-ink-2">
                  <bdi>{description}</bdi>
                </Td>
                <Td className="text-ink-2 tabular-nums">
                  {measured?.agreement
                    ? agreement(measured.agreement)
                    : t("agreementThin", { n: measured?.n ?? 0 })}
                </Td>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </Card>
  );
}
