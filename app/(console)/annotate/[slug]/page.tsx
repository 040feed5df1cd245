import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ProjectPage } from "#components/annotate/project-page.tsx";
import { QualityTable } from "#components/annotate/quality-table.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { readQuality } from "#lib/annotation/index.ts";
import { can } from "#lib/auth/index.ts";
import { pageViewer } from "../../viewer.ts";
import { pageProject } from "../load-project.ts";

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("annotate"))("title") };
}

export default async function AnnotationProjectPage({ params }: Props) {
  const viewer = await pageViewer();
  if (!can(viewer, "annotation:label")) return <Forbidden />;
  const project = await pageProject(viewer, params);
  const mayManage = can(viewer, "annotation:manage");
  const quality = mayManage ? await readQuality(viewer, project.slug) : null;
  return (
    <ProjectPage initial={project} mayManage={mayManage}>
      {quality ? <QualityTable quality={quality} labels={project.labels} /> : null}
    </ProjectPage>
  );
}
