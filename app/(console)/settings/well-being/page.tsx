import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CareSettingsPage } from "#components/care/care-settings-page.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { can } from "#lib/auth/index.ts";
import { careSettings } from "#lib/care/index.ts";
import { pageViewer } from "../../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("care.org"))("title") };
}

export default async function CareDefaultsPage() {
  const viewer = await pageViewer();
  if (!can(viewer, "care:manage")) return <Forbidden />;
  return <CareSettingsPage initial={await careSettings(viewer)} />;
}
