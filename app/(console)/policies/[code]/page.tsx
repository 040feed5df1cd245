import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { PolicyActions } from "#components/policies/policy-actions.tsx";
import { PolicyPage } from "#components/policies/policy-page.tsx";
import { inForce, wordsOf } from "#components/policies/policy-words.ts";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { Page } from "#components/ui/page.tsx";
import { can } from "#lib/auth/index.ts";
import { pageViewer } from "../../viewer.ts";
import { findPolicy } from "./find-policy.ts";

type Props = { params: Promise<{ code: string }>; searchParams: Promise<{ version?: string | string[] }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).code) };
}

export default async function OnePolicyPage({ params, searchParams }: Props) {
  const viewer = await pageViewer();
  if (!can(viewer, "policies:read")) return <Forbidden />;
  const policy = await findPolicy(viewer, (await params).code);
  const asked = Number((await searchParams).version);
  const shown =
    policy.versions.find((version) => version.version === asked) ?? inForce(policy) ?? policy.versions[0];
  if (!shown) notFound();
  const t = await getTranslations("policies");
  return (
    <Page
      title={
        <>
          <Link href="/policies" prefetch={false} className="font-normal text-ink-2 hover:text-ink">
            {t("title")}
          </Link>{" "}
          <span className="font-normal text-ink-3">/</span> {policy.code}{" "}
          {wordsOf(shown, await getLocale()).title}
        </>
      }
      aside={can(viewer, "policies:edit", { policy: policy.code }) ? <PolicyActions policy={policy} /> : null}
    >
      <PolicyPage policy={policy} shown={shown} />
    </Page>
  );
}
