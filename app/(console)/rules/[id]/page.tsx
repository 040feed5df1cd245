import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { RuleEditor } from "#components/rules/rule-editor.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { can } from "#lib/auth/index.ts";
import { DomainError } from "#lib/errors.ts";
import { getRule } from "#lib/rules/index.ts";
import { pageViewer } from "../../viewer.ts";
import { ruleChoices } from "../choices.ts";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("rules"))("title") };
}

export default async function RulePage({ params }: Props) {
  const viewer = await pageViewer();
  if (!can(viewer, "rules:edit")) return <Forbidden />;
  const id = z.uuid().safeParse((await params).id);
  if (!id.success) notFound();
  const [rule, choices] = await Promise.all([
    getRule(viewer, id.data).catch((error) => {
      if (error instanceof DomainError && error.kind === "not_found") notFound();
      throw error;
    }),
    ruleChoices(viewer),
  ]);
  return <RuleEditor key={rule.id} rule={rule} choices={choices} />;
}
