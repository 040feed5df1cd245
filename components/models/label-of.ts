import type { useTranslations } from "next-intl";

type Labels = ReturnType<typeof useTranslations<"models">>;

/** A label's name in words; one that a brought model invented stands for itself. */
export function labelOf(t: Labels, label: string): string {
  const key = `labels.${label}` as Parameters<Labels>[0];
  return t.has(key) ? t(key) : label;
}
