import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { People } from "#components/people/people.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { can } from "#lib/auth/index.ts";
import { listInvitations, listPeople, listRoles, readLimitChoices } from "#lib/people/index.ts";
import { pageViewer } from "../../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people"))("title") };
}

export default async function PeoplePage() {
  const viewer = await pageViewer();
  if (!can(viewer, "people:manage")) return <Forbidden />;
  const [people, invitations, roles, choices] = await Promise.all([
    listPeople(viewer),
    listInvitations(viewer),
    listRoles(viewer),
    readLimitChoices(viewer),
  ]);
  return <People initial={people} invitations={invitations} roles={roles} choices={choices} />;
}
