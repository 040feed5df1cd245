"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useWords } from "#components/review/use-words.ts";
import { AGE_BOUNDS, type Facet, NONE, REACH_BOUNDS } from "#lib/review/case-filter.ts";

/** The words for a facet and for each of its values. */
export function useFacetWords() {
  const t = useTranslations("filter");
  const words = useWords();
  const format = useFormatter();
  const known = (group: string, name: string) => {
    const key = `${group}.${name}` as Parameters<typeof t>[0];
    return t.has(key) ? t(key) : name.replaceAll("_", " ");
  };
  const short = (value: number) => format.number(value, { notation: "compact" });

  /** 'signal:hate', 'rule:New accounts', 'reports'. */
  function reason(value: string): string {
    const at = value.indexOf(":");
    if (at === -1) return known("reasonKind", value);
    const [kind, name] = [value.slice(0, at), value.slice(at + 1)];
    return t("named", {
      kind: known("reasonKind", kind),
      name: kind === "signal" || kind === "lexicon" ? words.signal(name) : name,
    });
  }

  /** A band by the bound it begins with. */
  function band(value: string, bounds: readonly number[], unit: "views" | "hours"): string {
    const at = bounds.indexOf(Number(value));
    const [from, to] = [bounds[at], bounds[at + 1]];
    if (from === undefined) return t(`${unit}.below`, { to: short(bounds[0] ?? 0) });
    if (to === undefined) return t(`${unit}.above`, { from: short(from) });
    return t(`${unit}.between`, { from: short(from), to: short(to) });
  }

  return {
    facet: (facet: Facet) => t(`facet.${facet}`),
    value(facet: Facet, value: string): string {
      if (value === NONE) return t(`none.${facet === "language" ? "language" : "policy"}`);
      switch (facet) {
        case "policy":
          return value;
        case "language":
          return words.language(value);
        case "reason":
          return reason(value);
        case "reach":
          return band(value, REACH_BOUNDS, "views");
        case "age":
          return band(value, AGE_BOUNDS, "hours");
        default:
          return known(facet, value);
      }
    },
  };
}
