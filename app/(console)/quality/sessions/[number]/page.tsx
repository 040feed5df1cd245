import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SessionPage } from "#components/quality/session-page.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { can } from "#lib/auth/index.ts";
import { readSession } from "#lib/quality/index.ts";
import { caseNumberSchema } from "#lib/review/schema.ts";
import { orNotFound } from "../../../or-not-found.ts";
import { pageViewer } from "../../../viewer.ts";
import { qualityChoices } from "../../choices.ts";

type Props = { params: Promise<{ number: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("quality"))("sessions.title") };
}

export default async function Session({ params }: Props) {
  const viewer = await pageViewer();
  if (!can(viewer, "quality:take_part")) return <Forbidden />;
  const number = caseNumberSchema.safeParse((await params).number);
  if (!number.success) notFound();
  const [initial, choices] = await Promise.all([
    orNotFound(readSession(viewer, number.data)),
    qualityChoices(viewer),
  ]);
  return <SessionPage initial={initial} choices={choices} />;
}
