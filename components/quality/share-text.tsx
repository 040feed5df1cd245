"use client";

import { useTranslations } from "next-intl";
import { useNumbers } from "#components/insights/use-numbers.ts";
import type { Estimate } from "#lib/quality/schema.ts";

/** A share with its interval and what it rests on; a dash before anything was counted. */
export function ShareText({ estimate }: { estimate: Estimate | null }) {
  const t = useTranslations("quality");
  const numbers = useNumbers();
  if (!estimate) return <span className="text-ink-3">–</span>;
  return (
    <span className="whitespace-nowrap">
      {numbers.percent(estimate.value, 0)}{" "}
      <span className="text-xs text-ink-3">
        {t("interval", {
          low: numbers.percent(estimate.low, 0),
          high: numbers.percent(estimate.high, 0),
          n: estimate.n,
        })}
      </span>
    </span>
  );
}

/** An agreement coefficient with its interval; what is withheld says how much is missing. */
export function CoefficientText({
  estimate,
  n,
  needed,
}: {
  estimate: Estimate | null;
  n: number;
  needed: number;
}) {
  const t = useTranslations("quality");
  const numbers = useNumbers();
  if (!estimate)
    return (
      <span className="text-xs text-ink-3">{n < needed ? t("thin", { n, needed }) : t("undefined")}</span>
    );
  return (
    <span className="whitespace-nowrap">
      {numbers.decimal(estimate.value)}{" "}
      <span className="text-xs text-ink-3">
        {t("interval", {
          low: numbers.decimal(estimate.low),
          high: numbers.decimal(estimate.high),
          n: estimate.n,
        })}
      </span>
    </span>
  );
}
