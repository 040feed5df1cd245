import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { WellbeingPage } from "#components/care/wellbeing-page.tsx";
import { myWellbeing } from "#lib/care/index.ts";
import { pageViewer } from "../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("care.page"))("title") };
}

export default async function OwnWellbeingPage() {
  return <WellbeingPage initial={await myWellbeing(await pageViewer())} />;
}
