import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { InboxPage } from "#components/questions/inbox-page.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { can } from "#lib/auth/index.ts";
import { pageViewer } from "../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("questions"))("inbox.title") };
}

export default async function QuestionsPage() {
  const viewer = await pageViewer();
  return can(viewer, "cases:read") ? <InboxPage /> : <Forbidden />;
}
