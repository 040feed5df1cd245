import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Webhooks } from "#components/settings/webhooks.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { can } from "#lib/auth/index.ts";
import { listEndpoints } from "#lib/enforcement/index.ts";
import { pageViewer } from "../../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("webhooks"))("title") };
}

export default async function WebhooksPage() {
  const viewer = await pageViewer();
  if (!can(viewer, "webhooks:manage")) return <Forbidden />;
  return <Webhooks initial={await listEndpoints(viewer)} />;
}
