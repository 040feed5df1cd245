import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { BreakPage } from "#components/care/break-page.tsx";
import { helpline, myBreak } from "#lib/care/index.ts";
import { pageViewer } from "../../(console)/viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("care.break"))("title") };
}

/** Outside the console's frame: no queues, no counts, nothing that waits. */
export default async function CalmPage() {
  const viewer = await pageViewer();
  const [open, help] = await Promise.all([myBreak(viewer), helpline(viewer)]);
  return <BreakPage open={open} helpline={help[await getLocale()]} />;
}
