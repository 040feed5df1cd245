import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getFormatter, getTranslations } from "next-intl/server";
import { Desk } from "#components/review/desk.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { can } from "#lib/auth/index.ts";
import { DomainError } from "#lib/errors.ts";
import { getDeskCase } from "#lib/quality/index.ts";
import { caseNumberSchema } from "#lib/review/schema.ts";
import { pageViewer } from "../../viewer.ts";

type Props = { params: Promise<{ number: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("desk");
  const format = await getFormatter();
  const number = caseNumberSchema.safeParse((await params).number);
  return number.success ? { title: t("caseTitle", { number: format.number(number.data) }) } : {};
}

export default async function CasePage({ params }: Props) {
  const viewer = await pageViewer();
  if (!can(viewer, "cases:read")) return <Forbidden />;
  const number = caseNumberSchema.safeParse((await params).number);
  if (!number.success) notFound();
  const view = await getDeskCase(viewer, number.data).catch((error: unknown) => {
    if (error instanceof DomainError && error.kind === "not_found") notFound();
    throw error;
  });
  return <Desk key={view.number} initialCase={view} />;
}
