import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { PoliciesTable } from "#components/policies/policies-table.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { Page } from "#components/ui/page.tsx";
import { can } from "#lib/auth/index.ts";
import { listPolicies } from "#lib/policy/index.ts";
import { pageViewer } from "../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("policies"))("title") };
}

export default async function PoliciesPage() {
  const viewer = await pageViewer();
  if (!can(viewer, "policies:read")) return <Forbidden />;
  const t = await getTranslations("policies");
  const te = await getTranslations("policyEdit");
  const create = can(viewer, "policies:edit") ? (
    <Link href="/policies/new" prefetch={false} className={buttonClass("primary")}>
      {te("newTitle")}
    </Link>
  ) : null;
  return (
    <Page title={t("title")} aside={create}>
      <PoliciesTable policies={await listPolicies(viewer)} />
    </Page>
  );
}
