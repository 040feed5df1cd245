import { useFormatter, useTranslations } from "next-intl";
import { Moment } from "#components/time/moment.tsx";
import { Card } from "#components/ui/card.tsx";
import type { CardFigures } from "#lib/scoring/card-figures.ts";
import type { SpeedLine } from "#lib/training/index.ts";

type SpeedCardProps = { measured: CardFigures["serving"] | null; here: readonly SpeedLine[] };

/** What the version runs on and how long it takes: here of late, and where its card was made. */
export function SpeedCard({ measured, here }: SpeedCardProps) {
  const t = useTranslations("figures");
  const format = useFormatter();
  const ms = (value: number) => format.number(value, { maximumFractionDigits: 2 });
  return (
    <Card className="grid gap-1.5 px-[18px] py-4">
      <h3 className="font-semibold">{t("speed")}</h3>
      {here.length === 0 ? (
        <p className="text-ink-2">{t("notHere")}</p>
      ) : (
        here.map(({ provider, n, p50Ms, p99Ms, since }) => (
          <p key={provider} className="text-ink-2">
            {t("here", { provider, count: n, median: ms(p50Ms), slowest: ms(p99Ms) })} <Moment at={since} />
          </p>
        ))
      )}
      {measured ? (
        <p className="text-ink-2">
          {t("measuredOn", {
            provider: measured.provider,
            threads: measured.threads,
            machine: measured.machine,
            load: format.number(measured.load, { maximumFractionDigits: 1 }),
            rate: format.number(measured.postsPerSecond),
            count: measured.n,
            median: ms(measured.p50Ms),
            slowest: ms(measured.p99Ms),
          })}
        </p>
      ) : null}
    </Card>
  );
}
