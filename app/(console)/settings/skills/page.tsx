import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Skills } from "#components/settings/skills.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { can } from "#lib/auth/index.ts";
import { listSkills } from "#lib/review/index.ts";
import { pageViewer } from "../../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("skills"))("title") };
}

export default async function SkillsPage() {
  const viewer = await pageViewer();
  if (!can(viewer, "skills:edit")) return <Forbidden />;
  return <Skills initial={await listSkills(viewer)} />;
}
