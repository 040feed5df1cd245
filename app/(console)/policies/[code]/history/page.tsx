import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PolicyHistoryPage } from "#components/policies/policy-history-page.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { Page } from "#components/ui/page.tsx";
import { can } from "#lib/auth/index.ts";
import { pageViewer } from "../../../viewer.ts";
import { findPolicy } from "../find-policy.ts";

type Props = {
  params: Promise<{ code: string }>;
  searchParams: Promise<{ from?: string | string[]; to?: string | string[] }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("policyEdit");
  return { title: `${decodeURIComponent((await params).code)}: ${t("history")}` };
}

export default async function HistoryPage({ params, searchParams }: Props) {
  const viewer = await pageViewer();
  const policy = await findPolicy(viewer, (await params).code);
  if (!can(viewer, "policies:edit", { policy: policy.code })) return <Forbidden />;
  const asked = await searchParams;
  const version = (number: number) => policy.versions.find((one) => one.version === number);
  const to = version(Number(asked.to)) ?? policy.versions[0];
  if (!to) notFound();
  const from = asked.from === undefined ? version(to.version - 1) : version(Number(asked.from));
  const t = await getTranslations("policyEdit");
  return (
    <Page
      title={
        <>
          <Link
            href={`/policies/${policy.code}`}
            prefetch={false}
            className="font-normal text-ink-2 hover:text-ink"
          >
            {policy.code}
          </Link>{" "}
          <span className="font-normal text-ink-3">/</span> {t("history")}
        </>
      }
    >
      <PolicyHistoryPage policy={policy} from={from ?? null} to={to} />
    </Page>
  );
}
