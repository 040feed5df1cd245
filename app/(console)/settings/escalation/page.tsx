import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EscalationSettings } from "#components/settings/escalation-settings.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { can } from "#lib/auth/index.ts";
import { listPaths } from "#lib/escalation/index.ts";
import { pageViewer } from "../../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("escalation"))("settings.title") };
}

export default async function EscalationSettingsPage() {
  const viewer = await pageViewer();
  if (!can(viewer, "queues:edit")) return <Forbidden />;
  return <EscalationSettings initial={await listPaths(viewer)} />;
}
