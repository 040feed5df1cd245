import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BulkResult } from "#components/bulk/bulk-result.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { can } from "#lib/auth/index.ts";
import { getBulk } from "#lib/bulk/index.ts";
import { caseNumberSchema } from "#lib/review/schema.ts";
import { orNotFound } from "../../or-not-found.ts";
import { pageViewer } from "../../viewer.ts";

type Props = { params: Promise<{ number: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("bulk"))("title") };
}

export default async function BulkResultPage({ params }: Props) {
  const viewer = await pageViewer();
  if (!can(viewer, "bulk:decide")) return <Forbidden />;
  const number = caseNumberSchema.catch(0).parse((await params).number);
  return <BulkResult initial={await orNotFound(getBulk(viewer, number))} />;
}
