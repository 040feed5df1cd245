import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AcceptInvitation } from "#components/account/accept-invitation.tsx";
import { readInvitation } from "#lib/people/index.ts";

type Props = { params: Promise<{ token: string }> };

export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  // The token in the address is the right to an account: it goes nowhere else.
  return { title: (await getTranslations("invite"))("title"), referrer: "no-referrer" };
}

export default async function InvitePage({ params }: Props) {
  const token = decodeURIComponent((await params).token);
  return <AcceptInvitation token={token} invited={await readInvitation(token)} />;
}
