import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { QualityPage } from "#components/quality/quality-page.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { can } from "#lib/auth/index.ts";
import { readQuality } from "#lib/quality/index.ts";
import { pageViewer } from "../viewer.ts";
import { qualityChoices } from "./choices.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("quality"))("title") };
}

export default async function Quality() {
  const viewer = await pageViewer();
  if (!can(viewer, "quality:manage")) return <Forbidden />;
  const [initial, choices] = await Promise.all([readQuality(viewer), qualityChoices(viewer)]);
  return <QualityPage initial={initial} choices={choices} />;
}
