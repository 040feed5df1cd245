import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { ModelCard } from "#components/models/model-card.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { Page } from "#components/ui/page.tsx";
import { can } from "#lib/auth/index.ts";
import { readOtherModel } from "#lib/training/index.ts";
import { orNotFound } from "../../../or-not-found.ts";
import { pageViewer } from "../../../viewer.ts";

type Props = { params: Promise<{ name: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).name };
}

/** A model beside the text model, with its card. */
export default async function OtherModel({ params }: Props) {
  const viewer = await pageViewer();
  if (!can(viewer, "models:read")) return <Forbidden />;
  const t = await getTranslations("training");
  const card = await orNotFound(readOtherModel(viewer, (await params).name));
  return (
    <Page
      title={
        <bdi>
          {card.name}/{card.version}
        </bdi>
      }
      aside={
        <Link href="/models" className={buttonClass()}>
          {t("back")}
        </Link>
      }
    >
      <div className="grid max-w-6xl gap-6">
        <ModelCard card={card} registeredAt={card.trainedAt} />
      </div>
    </Page>
  );
}
