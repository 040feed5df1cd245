import { useFormatter, useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { Serving } from "#lib/insights/read-serving.ts";

/** Who scores now: this installation or a server of its own, on what, and how fast it was of late. */
export function ServingStrip({ serving }: { serving: Serving }) {
  const t = useTranslations("serving");
  const to = useTranslations("otherModels");
  const format = useFormatter();
  const ms = (value: number) => format.number(value, { maximumFractionDigits: 2 });
  const { server, recent, failures, minutes } = serving;
  return (
    <Card className="px-[18px] py-3">
      <section aria-label={t("title")} className="grid gap-1.5">
        <p className="flex flex-wrap items-center gap-2">
          <b className="font-semibold">{t("title")}</b>
          {server ? (
            <>
              <bdi>{server.address}</bdi>
              <Tag tone={server.ready ? "ok" : "bad"} dot>
                {t(server.ready ? "ready" : "notReady")}
              </Tag>
            </>
          ) : (
            <span className="text-ink-2">{t("here")}</span>
          )}
        </p>
        {recent.length === 0 ? (
          <p className="text-ink-3">{t("quiet", { minutes })}</p>
        ) : (
          <ul className="grid gap-1 text-ink-2">
            {recent.map((one) => (
              <li
                key={`${one.model} ${one.provider} ${one.fallback}`}
                className="flex flex-wrap items-center gap-x-2"
              >
                <bdi>{one.model}</bdi>
                <Tag tone={one.fallback ? "warn" : "neutral"}>
                  {one.fallback ? t("fallback", { provider: one.provider }) : <bdi>{one.provider}</bdi>}
                </Tag>
                <span>
                  {t("recent", { count: one.count, minutes, median: ms(one.p50Ms), slowest: ms(one.p99Ms) })}
                </span>
              </li>
            ))}
          </ul>
        )}
        {failures.map(({ model, count }) => (
          <p key={model} className="flex flex-wrap items-center gap-x-2">
            <bdi>{model}</bdi>
            <Tag tone="bad">{to("failures", { count, minutes })}</Tag>
          </p>
        ))}
      </section>
    </Card>
  );
}
