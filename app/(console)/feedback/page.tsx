import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FeedbackPage } from "#components/quality/feedback-page.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { can } from "#lib/auth/index.ts";
import { readFeedback } from "#lib/quality/index.ts";
import { pageViewer } from "../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("feedback"))("title") };
}

export default async function MyFeedback() {
  const viewer = await pageViewer();
  if (!can(viewer, "quality:take_part")) return <Forbidden />;
  return <FeedbackPage feedback={await readFeedback(viewer)} />;
}
