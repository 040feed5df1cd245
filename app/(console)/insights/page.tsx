import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AutomationPanel } from "#components/insights/automation-panel.tsx";
import { Headline } from "#components/insights/headline.tsx";
import { InsightsFilters } from "#components/insights/insights-filters.tsx";
import { PolicyTable } from "#components/insights/policy-table.tsx";
import { PrevalencePanel } from "#components/insights/prevalence-panel.tsx";
import { SystemPanel } from "#components/insights/system-panel.tsx";
import { WindowNote } from "#components/insights/window-note.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { Page } from "#components/ui/page.tsx";
import { can } from "#lib/auth/index.ts";
import { insightsQuerySchema, readInsights, withinRights } from "#lib/insights/index.ts";
import { orNotFound } from "../or-not-found.ts";
import { pageViewer } from "../viewer.ts";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("insights"))("title") };
}

export default async function InsightsPage({ searchParams }: Props) {
  const viewer = await pageViewer();
  if (!can(viewer, "insights:read")) return <Forbidden />;
  const t = await getTranslations("insights");
  const query = await orNotFound(withinRights(viewer, insightsQuerySchema.parse(await searchParams)));
  const insights = await readInsights(viewer, query);
  return (
    <Page title={t("question")} aside={<InsightsFilters query={query} options={insights.options} />}>
      <div className="grid gap-4">
        <Headline insights={insights} query={query} />
        <div className="grid grid-cols-[3fr_2fr] gap-4 max-lg:grid-cols-1">
          <PrevalencePanel insights={insights} query={query} />
          {insights.curve ? <AutomationPanel key={insights.curve.code} curve={insights.curve} /> : null}
        </div>
        <PolicyTable insights={insights} query={query} />
        <SystemPanel insights={insights} query={query} />
        <WindowNote window={insights.window} />
      </div>
    </Page>
  );
}
