"use client";

import { useTranslations } from "next-intl";
import { Section } from "#components/ui/card.tsx";
import type { OwnWork, ProjectView } from "#lib/annotation/schema.ts";
import { useAgreementText } from "./use-agreement-text.ts";

/** What the labels mean, beside every task, and how the work is going. */
export function Guidelines({ project, mine }: { project: ProjectView; mine: OwnWork }) {
  const t = useTranslations("annotate");
  const agreement = useAgreementText();
  const described = project.labels.filter(({ description }) => description !== "");
  return (
    <aside
      aria-label={t("guidelines")}
      className="flex flex-col gap-4 border-line bg-panel px-4 py-3.5 max-md:border-t md:overflow-y-auto md:border-s"
    >
      <Section title={t("guidelines")}>
        <p dir="auto" className="break-words whitespace-pre-wrap">
          {project.guidelines || t("noGuidelines")}
        </p>
      </Section>
      {described.length > 0 ? (
        <Section title={t("labels")}>
          <dl className="grid gap-2">
            {described.map(({ label, name, description }) => (
              <div key={label}>
                <dt dir="auto" className="font-semibold">
                  {name}
                </dt>
                <dd dir="auto" className="break-words text-ink-2">
                  {description}
                </dd>
              </div>
            ))}
          </dl>
        </Section>
      ) : null}
      <Section title={t("agreementTitle")}>
        <p>{project.agreement ? agreement(project.agreement) : t("agreementNone")}</p>
        {mine.gold.of > 0 ? <p className="text-ink-2">{t("ownGold", mine.gold)}</p> : null}
        {mine.consensus.of > 0 ? <p className="text-ink-2">{t("ownConsensus", mine.consensus)}</p> : null}
      </Section>
    </aside>
  );
}
