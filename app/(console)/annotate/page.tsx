import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Projects } from "#components/annotate/projects.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { listProjects } from "#lib/annotation/index.ts";
import { can } from "#lib/auth/index.ts";
import { pageViewer } from "../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("annotate"))("title") };
}

export default async function AnnotatePage() {
  const viewer = await pageViewer();
  if (!can(viewer, "annotation:label")) return <Forbidden />;
  return <Projects initial={await listProjects(viewer)} mayManage={can(viewer, "annotation:manage")} />;
}
