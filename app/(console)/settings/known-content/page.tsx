import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { KnownContent } from "#components/settings/known-content.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { can } from "#lib/auth/index.ts";
import { listBanks } from "#lib/known-content/index.ts";
import { pageViewer } from "../../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("knownContent"))("title") };
}

export default async function KnownContentPage() {
  const viewer = await pageViewer();
  if (!can(viewer, "banks:manage")) return <Forbidden />;
  return <KnownContent initial={await listBanks(viewer)} />;
}
