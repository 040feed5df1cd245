import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ModelsPage } from "#components/models/overview.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { can } from "#lib/auth/index.ts";
import { readModels } from "#lib/training/index.ts";
import { pageViewer } from "../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("models"))("title") };
}

export default async function Models() {
  const viewer = await pageViewer();
  if (!can(viewer, "models:read")) return <Forbidden />;
  return <ModelsPage initial={await readModels(viewer)} />;
}
