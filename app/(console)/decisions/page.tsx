import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DecisionsPage } from "#components/decisions/decisions-page.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { can } from "#lib/auth/index.ts";
import { listOwnDecisions } from "#lib/bulk/index.ts";
import { pageViewer } from "../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("decisions"))("title") };
}

export default async function Decisions() {
  const viewer = await pageViewer();
  if (!can(viewer, "cases:decide")) return <Forbidden />;
  return <DecisionsPage initial={await listOwnDecisions(viewer)} />;
}
