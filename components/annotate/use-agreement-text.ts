import { useFormatter, useTranslations } from "next-intl";
import type { Agreement } from "#lib/annotation/schema.ts";

/** "α 0.71, 0.66 to 0.75 · n 120": no number without its interval and what it rests on. */
export function useAgreementText(): (agreement: Agreement) => string {
  const t = useTranslations("annotate");
  const format = useFormatter();
  const two = (value: number) => format.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return ({ value, low, high, n }) =>
    t("agreement", { value: two(value), low: two(low), high: two(high), n: format.number(n) });
}
