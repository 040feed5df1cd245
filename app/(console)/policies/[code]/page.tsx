import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { PolicyPage } from "#components/policies/policy-page.tsx";
import { inForce, wordsOf } from "#components/policies/policy-words.ts";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { Page } from "#components/ui/page.tsx";
import { can } from "#lib/auth/index.ts";
import { listPolicies } from "#lib/policy/index.ts";
import { pageViewer } from "../../viewer.ts";

type Props = { params: Promise<{ code: string }>; searchParams: Promise<{ version?: string | string[] }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).code) };
}

export default async function OnePolicyPage({ params, searchParams }: Props) {
  const viewer = await pageViewer();
  if (!can(viewer, "policies:read")) return <Forbidden />;
  const code = decodeURIComponent((await params).code);
  const asked = Number((await searchParams).version);
  const policy = (await listPolicies(viewer)).find((entry) => entry.code === code);
  const shown = policy?.versions.find((version) => version.version === asked) ?? (policy && inForce(policy));
  if (!policy || !shown) notFound();
  const t = await getTranslations("policies");
  return (
    <Page
      title={
        <>
          <Link href="/policies" prefetch={false} className="font-normal text-ink-2 hover:text-ink">
            {t("title")}
          </Link>{" "}
          <span className="font-normal text-ink-3">/</span> {code} {wordsOf(shown, await getLocale()).title}
        </>
      }
    >
      <PolicyPage policy={policy} shown={shown} />
    </Page>
  );
}
