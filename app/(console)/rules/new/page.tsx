import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RuleEditor } from "#components/rules/rule-editor.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { can } from "#lib/auth/index.ts";
import { pageViewer } from "../../viewer.ts";
import { ruleChoices } from "../choices.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("rules"))("newTitle") };
}

export default async function NewRulePage() {
  const viewer = await pageViewer();
  if (!can(viewer, "rules:edit")) return <Forbidden />;
  return <RuleEditor rule={null} choices={await ruleChoices(viewer)} />;
}
