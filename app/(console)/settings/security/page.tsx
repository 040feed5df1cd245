import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SecurityPage } from "#components/account/security-page.tsx";
import { listSessions, readSecurity } from "#lib/people/index.ts";
import { signedInViewer } from "../../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("security"))("title") };
}

export default async function OwnSecurityPage() {
  const viewer = await signedInViewer();
  const [sessions, security] = await Promise.all([listSessions(viewer, viewer.userId), readSecurity(viewer)]);
  return <SecurityPage sessions={sessions} security={security} />;
}
