import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuditFilter } from "#components/audit/audit-filter.tsx";
import { AuditLog } from "#components/audit/audit-log.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { Page } from "#components/ui/page.tsx";
import { auditQuerySchema, listAudit } from "#lib/audit/index.ts";
import { can } from "#lib/auth/index.ts";
import { pageViewer } from "../viewer.ts";

type Props = { searchParams: Promise<{ subject?: string | string[] }> };

const MAX_SUBJECT = 200;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("audit"))("title") };
}

export default async function AuditPage({ searchParams }: Props) {
  const viewer = await pageViewer();
  if (!can(viewer, "audit:read")) return <Forbidden />;
  const t = await getTranslations("audit");
  const given = (await searchParams).subject;
  const subject = typeof given === "string" ? given.trim().slice(0, MAX_SUBJECT) : "";
  const firstPage = await listAudit(viewer, auditQuerySchema.parse(subject ? { subject } : {}));
  return (
    <Page title={t("title")} aside={<AuditFilter key={subject} subject={subject} />}>
      <p className="mb-3 text-ink-2">
        {t("chain")}{" "}
        <a href="/api/console/statements.jsonl" download className="text-accent underline underline-offset-2">
          {t("statements")}
        </a>
      </p>
      <AuditLog key={subject} firstPage={firstPage} subject={subject} />
    </Page>
  );
}
