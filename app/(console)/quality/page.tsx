import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { QualityPage } from "#components/quality/quality-page.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { can } from "#lib/auth/index.ts";
import { pairSchema, readQuality } from "#lib/quality/index.ts";
import { pageViewer } from "../viewer.ts";
import { qualityChoices } from "./choices.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("quality"))("title") };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function Quality({ searchParams }: Props) {
  const viewer = await pageViewer();
  if (!can(viewer, "quality:manage")) return <Forbidden />;
  const pair = pairSchema.parse((await searchParams).pair);
  const [initial, choices] = await Promise.all([readQuality(viewer, pair), qualityChoices(viewer)]);
  return <QualityPage initial={initial} choices={choices} pair={pair} />;
}
