import { useTranslations } from "next-intl";
import { Moment } from "#components/time/moment.tsx";
import { Card, Facts } from "#components/ui/card.tsx";
import { Tag, type Tone } from "#components/ui/tag.tsx";
import type { Card as CardData } from "#lib/scoring/card.ts";
import { HeadsTable } from "./heads-table.tsx";
import { MetricsTable } from "./metrics-table.tsx";
import { SourcesTable } from "./sources-table.tsx";

export type ModelOnPage = {
  name: string;
  version: string;
  state: string;
  registeredAt: string;
  /** Null when the card on disk does not follow the schema. */
  card: CardData | null;
};

const STATE_TONE: Record<string, Tone> = { champion: "ok", challenger: "accent", candidate: "warn" };
const STATES = ["candidate", "champion", "challenger", "archived"] as const;

/** What is known of one model version: what it was trained on, how well it does, where it must not be trusted. */
export function ModelCard({ model }: { model: ModelOnPage }) {
  const t = useTranslations("models");
  const { card } = model;
  const state = STATES.find((known) => known === model.state);
  return (
    <section className="grid gap-4">
      <header className="flex flex-wrap items-center gap-2">
        <h2 className="text-base font-semibold">
          {model.name} {model.version}
        </h2>
        <Tag tone={STATE_TONE[model.state] ?? "neutral"} dot>
          {state ? t(`state.${state}`) : model.state}
        </Tag>
        <span className="text-ink-3">
          {t("registered")} <Moment at={model.registeredAt} />
        </span>
      </header>
      {card === null ? (
        <p className="text-ink-2">{t("noCard")}</p>
      ) : (
        <>
          <HeadsTable heads={card.heads} />
          <div className="grid gap-4 lg:grid-cols-2">
            <Card className="px-[18px] py-4">
              <h3 className="mb-2 font-semibold">{t("limits")}</h3>
              <ul className="grid list-disc gap-1 ps-4 text-ink-2">
                {card.limits.map((limit) => (
                  <li key={limit} dir="auto">
                    {limit}
                  </li>
                ))}
                {card.absent.map((head) => (
                  <li key={head.label} dir="auto">
                    {t("absent", { label: head.label })} {head.reason}
                  </li>
                ))}
              </ul>
            </Card>
            <Card className="px-[18px] py-4">
              <h3 className="mb-2 font-semibold">{t("made")}</h3>
              <Facts
                rows={[
                  { name: t("kind"), value: card.kind },
                  { name: t("trained"), value: <Moment at={card.trainedAt} /> },
                  { name: t("features"), value: card.features },
                  { name: t("seed"), value: String(card.seed) },
                  { name: t("command"), value: <code className="font-mono text-xs">{card.command}</code> },
                ]}
              />
            </Card>
          </div>
          <MetricsTable metrics={card.metrics} />
          <SourcesTable sources={card.sources} />
        </>
      )}
    </section>
  );
}
