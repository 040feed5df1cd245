export const LOCALES = ["en", "fa"] as const;
export type Locale = (typeof LOCALES)[number];
export const DEFAULT_LOCALE: Locale = "en";

const RIGHT_TO_LEFT: ReadonlySet<Locale> = new Set(["fa"]);

export function isLocale(value: string | undefined): value is Locale {
  return (LOCALES as readonly (string | undefined)[]).includes(value);
}

/** By which the proxy tells the page the language of a visitor who is not signed in. */
export const LOCALE_HEADER = "x-docket-locale";

/** The language of a visitor: what the address asks for, what they chose before, what their browser prefers. */
export function visitorLocale(from: {
  asked: string | null;
  chosen: string | undefined;
  accepts: string | null;
}): Locale {
  const preferred = (from.accepts ?? "")
    .split(",")
    .map((range) => {
      const [tag = "", ...settings] = range.trim().split(";");
      const weight = settings.find((setting) => setting.trim().startsWith("q="));
      return {
        language: tag.split("-")[0]?.toLowerCase(),
        weight: weight ? Number(weight.trim().slice(2)) : 1,
      };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ language }) => language);
  return [from.asked ?? undefined, from.chosen, ...preferred].find(isLocale) ?? DEFAULT_LOCALE;
}

export function directionOf(locale: Locale): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.has(locale) ? "rtl" : "ltr";
}
