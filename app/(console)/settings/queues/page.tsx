import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { QueueSettings } from "#components/settings/queue-settings.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { can } from "#lib/auth/index.ts";
import { listQueueSettings } from "#lib/review/index.ts";
import { pageViewer } from "../../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("queueSettings"))("title") };
}

export default async function QueueSettingsPage() {
  const viewer = await pageViewer();
  if (!can(viewer, "queues:edit")) return <Forbidden />;
  return <QueueSettings initial={await listQueueSettings(viewer)} />;
}
