import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SnapshotPage } from "#components/models/snapshot-page.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { can } from "#lib/auth/index.ts";
import { numberSchema, readSnapshot } from "#lib/training/index.ts";
import { orNotFound } from "../../../or-not-found.ts";
import { pageViewer } from "../../../viewer.ts";

type Props = { params: Promise<{ number: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return {
    title: (await getTranslations("training"))("snapshotName", { number: Number((await params).number) }),
  };
}

export default async function Page({ params }: Props) {
  const viewer = await pageViewer();
  if (!can(viewer, "models:read")) return <Forbidden />;
  const number = numberSchema.safeParse((await params).number).data;
  const found = number === undefined ? null : await orNotFound(readSnapshot(viewer, number));
  if (!found) notFound();
  return <SnapshotPage snapshot={found} mayDownload={can(viewer, "models:train")} />;
}
