import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Roles } from "#components/people/roles.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { can } from "#lib/auth/index.ts";
import { listRoles } from "#lib/people/index.ts";
import { pageViewer } from "../../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("roles"))("title") };
}

export default async function RolesPage() {
  const viewer = await pageViewer();
  if (!can(viewer, "people:manage")) return <Forbidden />;
  return <Roles initial={await listRoles(viewer)} />;
}
