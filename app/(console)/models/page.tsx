import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ModelCard } from "#components/models/model-card.tsx";
import { ServingStrip } from "#components/models/serving-strip.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Forbidden } from "#components/ui/forbidden.tsx";
import { Page } from "#components/ui/page.tsx";
import { can } from "#lib/auth/index.ts";
import { readServing } from "#lib/insights/index.ts";
import { cardSchema } from "#lib/scoring/index.ts";
import { listModels } from "#lib/scoring/model-registry.ts";
import { pageViewer } from "../viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("models"))("title") };
}

export default async function ModelsPage() {
  const viewer = await pageViewer();
  if (!can(viewer, "models:read")) return <Forbidden />;
  const t = await getTranslations("models");
  const [models, serving] = await Promise.all([listModels(viewer), readServing(viewer)]);
  return (
    <Page title={t("title")}>
      {models.length === 0 ? (
        <EmptyState title={t("emptyTitle")}>{t("emptyDetail")}</EmptyState>
      ) : (
        <div className="grid max-w-6xl gap-8">
          <ServingStrip serving={serving} />
          {models.map((model) => (
            <ModelCard
              key={`${model.name} ${model.version}`}
              model={{ ...model, card: cardSchema.safeParse(model.card).data ?? null }}
            />
          ))}
        </div>
      )}
    </Page>
  );
}
