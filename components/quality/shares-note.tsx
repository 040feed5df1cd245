"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { QualityValues } from "#lib/quality/schema.ts";

/** In a line: how much is looked at twice, and how much practice there is. */
export function SharesNote({ values }: { values: QualityValues }) {
  const t = useTranslations("quality");
  const format = useFormatter();
  const percent = (share: number) => format.number(share, { style: "percent", maximumFractionDigits: 1 });
  const others = [...Object.entries(values.policies), ...Object.entries(values.queues)];
  const nothing = values.share === 0 && others.every(([, share]) => share === 0);
  return (
    <p className="max-w-[80ch] text-ink-2">
      {nothing ? t("shares.none") : t("shares.share", { share: percent(values.share) })}
      {others.length > 0 ? (
        <>
          {" "}
          {t("shares.others")}{" "}
          {others.map(([name, share], index) => (
            <span key={name}>
              {index > 0 ? " · " : null}
              <bdi>{name}</bdi> {percent(share)}
            </span>
          ))}
          .
        </>
      ) : null}{" "}
      {values.goldShare > 0 ? t("shares.gold", { share: percent(values.goldShare) }) : t("shares.noGold")}
    </p>
  );
}
