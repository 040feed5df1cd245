import type { Metadata } from "next";
import { AccountPage } from "#components/accounts/account-page.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { readAccount } from "#lib/accounts/index.ts";
import { can } from "#lib/auth/index.ts";
import { orNotFound } from "../../or-not-found.ts";
import { pageViewer } from "../../viewer.ts";

type Props = { params: Promise<{ externalId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).externalId) };
}

export default async function OneAccountPage({ params }: Props) {
  const viewer = await pageViewer();
  if (!can(viewer, "accounts:read")) return <Forbidden />;
  const externalId = decodeURIComponent((await params).externalId);
  return <AccountPage key={externalId} initial={await orNotFound(readAccount(viewer, externalId))} />;
}
