import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Labelling } from "#components/annotate/labelling.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { nextTask } from "#lib/annotation/index.ts";
import { can } from "#lib/auth/index.ts";
import { pageViewer } from "../../../viewer.ts";
import { pageProject } from "../../load-project.ts";

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("annotate"))("labelling.title") };
}

export default async function LabelPage({ params }: Props) {
  const viewer = await pageViewer();
  if (!can(viewer, "annotation:label")) return <Forbidden />;
  const project = await pageProject(viewer, params);
  return <Labelling project={project} first={await nextTask(viewer, project.slug, [])} />;
}
