import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { KeysPage } from "#components/keys/keys-page.tsx";
import { pageViewer } from "../../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("keysPage"))("title") };
}

export default async function KeysSettingsPage() {
  await pageViewer();
  return <KeysPage />;
}
