import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { StrikeLadders } from "#components/settings/strike-ladders.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { can } from "#lib/auth/index.ts";
import { listLadders } from "#lib/strikes/index.ts";
import { pageViewer } from "../../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("ladders"))("title") };
}

export default async function StrikesPage() {
  const viewer = await pageViewer();
  if (!can(viewer, "strikes:manage")) return <Forbidden />;
  return <StrikeLadders initial={await listLadders(viewer)} />;
}
