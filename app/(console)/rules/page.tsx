import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { RulesTable } from "#components/rules/rules-table.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { Page } from "#components/ui/page.tsx";
import { can } from "#lib/auth/index.ts";
import { listRules } from "#lib/rules/index.ts";
import { pageViewer } from "../viewer.ts";
import { ruleChoices } from "./choices.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("rules"))("title") };
}

export default async function RulesPage() {
  const viewer = await pageViewer();
  if (!can(viewer, "rules:read")) return <Forbidden />;
  const t = await getTranslations("rules");
  const [rules, { queues }] = await Promise.all([listRules(viewer), ruleChoices(viewer)]);
  const create = can(viewer, "rules:edit") ? (
    <Link href="/rules/new" prefetch={false} className={buttonClass("primary")}>
      {t("newTitle")}
    </Link>
  ) : null;
  return (
    <Page title={t("title")} aside={create}>
      <RulesTable initial={rules} queues={queues} mayOrder={can(viewer, "rules:publish")} />
    </Page>
  );
}
