import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TeamLoadPage } from "#components/care/team-load-page.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { can } from "#lib/auth/index.ts";
import { teamLoad } from "#lib/care/index.ts";
import { pageViewer } from "../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("care.team"))("title") };
}

export default async function LoadPage() {
  const viewer = await pageViewer();
  if (!can(viewer, "care:team")) return <Forbidden />;
  return <TeamLoadPage initial={await teamLoad(viewer)} />;
}
