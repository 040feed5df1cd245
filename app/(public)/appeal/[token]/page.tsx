import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { AppealLayout } from "#components/appeal/appeal-layout.tsx";
import { AppealView, type FieldProblem } from "#components/appeal/appeal-view.tsx";
import { readAppeal } from "#lib/appeals/index.ts";
import { env } from "#lib/env.ts";
import { APPEAL_DAYS } from "#lib/statements/index.ts";

type Props = {
  params: Promise<{ token: string }>;
  searchParams: Promise<{ problem?: string | string[]; sent?: string | string[] }>;
};

const PROBLEMS: readonly FieldProblem[] = ["empty", "too_long", "too_often", "busy", "unavailable"];

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("appeal");
  return {
    title: { absolute: `${t("pageTitle")} · ${env().PLATFORM_NAME}` },
    robots: "noindex, nofollow",
    referrer: "no-referrer",
  };
}

export default async function AppealPage({ params, searchParams }: Props) {
  const { token } = await params;
  const { problem, sent } = await searchParams;
  return (
    <AppealLayout platform={env().PLATFORM_NAME}>
      <AppealView
        view={await readAppeal(decodeURIComponent(token), await getLocale())}
        token={token}
        problem={PROBLEMS.find((known) => known === problem) ?? null}
        sent={sent === "1"}
        appealDays={APPEAL_DAYS}
      />
    </AppealLayout>
  );
}
