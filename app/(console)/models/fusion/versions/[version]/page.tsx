import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { VersionPage } from "#components/models/version-page.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { can } from "#lib/auth/index.ts";
import { FUSION_MODEL } from "#lib/scoring/index.ts";
import { readVersion, versionNameSchema } from "#lib/training/index.ts";
import { orNotFound } from "../../../../or-not-found.ts";
import { pageViewer } from "../../../../viewer.ts";

type Props = { params: Promise<{ version: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await getTranslations("training"))("versionName", { version: (await params).version }) };
}

export default async function Page({ params }: Props) {
  const viewer = await pageViewer();
  if (!can(viewer, "models:read")) return <Forbidden />;
  const version = versionNameSchema.safeParse((await params).version).data;
  const found = version === undefined ? null : await orNotFound(readVersion(viewer, version, FUSION_MODEL));
  if (!found) notFound();
  return <VersionPage initial={found} />;
}
