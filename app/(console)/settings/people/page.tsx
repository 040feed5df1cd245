import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { People } from "#components/settings/people.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { can } from "#lib/auth/index.ts";
import { listPeople } from "#lib/people/index.ts";
import { pageViewer } from "../../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people"))("title") };
}

export default async function PeoplePage() {
  const viewer = await pageViewer();
  if (!can(viewer, "people:manage")) return <Forbidden />;
  return <People initial={await listPeople(viewer)} />;
}
