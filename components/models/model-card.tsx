import { useTranslations } from "next-intl";
import { Moment } from "#components/time/moment.tsx";
import { Card, Facts } from "#components/ui/card.tsx";
import type { Card as CardData } from "#lib/scoring/card.ts";
import { HeadsTable } from "./heads-table.tsx";
import { MetricsTable } from "./metrics-table.tsx";
import { SourcesTable } from "./sources-table.tsx";

/** `card` is null when the one on disk does not follow the schema. */
type ModelCardProps = { card: CardData | null; registeredAt: string };

/** What is known of one model version: what it was trained on, how well it does, where it must not be trusted. */
export function ModelCard({ card, registeredAt }: ModelCardProps) {
  const t = useTranslations("models");
  const tt = useTranslations("training");
  if (card === null) return <p className="text-ink-2">{t("noCard")}</p>;
  return (
    <section aria-labelledby="card" className="grid gap-4">
      <h2 id="card" className="text-base font-semibold">
        {tt("card")}{" "}
        <span className="font-normal text-ink-3">
          {t("registered")} <Moment at={registeredAt} />
        </span>
      </h2>
      {card.heads.length > 0 ? <HeadsTable heads={card.heads} /> : null}
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
              { name: t(card.registered ? "registered" : "trained"), value: <Moment at={card.trainedAt} /> },
              { name: t("features"), value: card.features },
              { name: t("seed"), value: String(card.seed) },
              { name: t("command"), value: <code className="font-mono text-xs">{card.command}</code> },
            ]}
          />
        </Card>
      </div>
      {card.metrics.length > 0 ? (
        <MetricsTable title={t("metrics")} how={t("metricsHow")} metrics={card.metrics} />
      ) : null}
      {card.definitions && card.metrics.length > 0 ? (
        <MetricsTable title={t("definitions")} how={t("definitionsHow")} metrics={card.definitions} />
      ) : null}
      {card.sources.length > 0 ? <SourcesTable sources={card.sources} /> : null}
    </section>
  );
}
