import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FusionPanel } from "#components/models/fusion-panel.tsx";
import { OtherModels } from "#components/models/other-models.tsx";
import { ModelsPage } from "#components/models/overview.tsx";
import { ServingStrip } from "#components/models/serving-strip.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { can } from "#lib/auth/index.ts";
import { readServing } from "#lib/insights/index.ts";
import { readFusion, readModels, readOtherModels } from "#lib/training/index.ts";
import { pageViewer } from "../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("models"))("title") };
}

export default async function Models() {
  const viewer = await pageViewer();
  if (!can(viewer, "models:read")) return <Forbidden />;
  const [models, serving, fusion, others] = await Promise.all([
    readModels(viewer),
    readServing(viewer),
    readFusion(viewer),
    readOtherModels(viewer),
  ]);
  return (
    <ModelsPage
      initial={models}
      serving={<ServingStrip serving={serving} />}
      fusion={<FusionPanel initial={fusion} />}
      others={<OtherModels models={others} />}
    />
  );
}
