import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { insightsHref } from "#components/insights/address.ts";
import { BehindTable } from "#components/insights/behind-table.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { Page } from "#components/ui/page.tsx";
import { can } from "#lib/auth/index.ts";
import {
  BEHIND_LIMIT,
  figureSchema,
  insightsQuerySchema,
  listBehind,
  withinRights,
} from "#lib/insights/index.ts";
import { orNotFound } from "../../or-not-found.ts";
import { pageViewer } from "../../viewer.ts";

type Props = {
  params: Promise<{ figure: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("insights"))("title") };
}

export default async function BehindPage({ params, searchParams }: Props) {
  const viewer = await pageViewer();
  if (!can(viewer, "insights:read")) return <Forbidden />;
  const figure = figureSchema.safeParse((await params).figure).data;
  if (!figure) notFound();
  const t = await getTranslations("insights");
  const query = await orNotFound(withinRights(viewer, insightsQuerySchema.parse(await searchParams)));
  const rows = await listBehind(viewer, figure, query);
  const title = t(`behind.title.${figure}`);
  return (
    <Page
      title={title}
      aside={
        <Link href={insightsHref(query)} className={buttonClass()}>
          {t("behind.back")}
        </Link>
      }
    >
      {rows.length === 0 ? (
        <EmptyState title={t("behind.emptyTitle")}>{t("behind.emptyDetail")}</EmptyState>
      ) : (
        <div className="grid gap-3">
          <p className="text-ink-2">{t("behind.how", { count: rows.length, limit: BEHIND_LIMIT })}</p>
          <BehindTable rows={rows} label={title} />
        </div>
      )}
    </Page>
  );
}
