import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SignInForm } from "#components/shell/sign-in-form.tsx";
import { oidcEnabled } from "#lib/auth/next-auth-options.ts";
import { getViewer } from "#lib/auth/viewer.ts";

type Props = { searchParams: Promise<{ error?: string | string[]; callbackUrl?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("title") };
}

export default async function SignInPage({ searchParams }: Props) {
  if (await getViewer()) redirect("/");
  const { error } = await searchParams;
  return <SignInForm oidcEnabled={oidcEnabled()} initialError={typeof error === "string" ? error : null} />;
}
