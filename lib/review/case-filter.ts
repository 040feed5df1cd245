// Shared with the browser, so without zod; what comes from outside is checked by case-filter-schema.ts.

/** What the cases of a queue can be narrowed by, in the order the page shows it. */
export const FACETS = ["state", "due", "policy", "language", "source", "reason", "reach", "age"] as const;
export type Facet = (typeof FACETS)[number];

/** Stands for a case without a policy or a language. */
export const NONE = "-";

/** Views per hour from which each band begins, after the first one, which begins at 0. */
export const REACH_BOUNDS = [1, 100, 1_000, 10_000, 100_000] as const;
/** Hours of waiting from which each band begins, after the first one, which begins at 0. */
export const AGE_BOUNDS = [1, 4, 24, 72] as const;

const bandNames = (bounds: readonly number[]) => ["0", ...bounds.map(String)];
/** The values that a facet of fixed values has, in order; others are ordered by their count. */
export const FIXED_VALUES: { readonly [F in Facet]?: readonly string[] } = {
  state: ["free", "claimed", "held"],
  due: ["overdue", "soon", "later"],
  reach: bandNames(REACH_BOUNDS),
  age: bandNames(AGE_BOUNDS),
};

/** Values of one facet are alternatives; facets must all hold. A facet that is absent or empty does not narrow. */
export type CaseFilter = { [F in Facet]?: string[] | undefined };

/** How many cases there are under a filter, and per facet under the filters of all others. */
export interface FacetCounts {
  /** Cases that the whole filter lets through. */
  total: number;
  /** Per facet, each value with its count. */
  facets: Record<Facet, { value: string; count: number }[]>;
}

/** What an address's parameters say of a filter, each value as it was escaped; not yet checked. */
export function filterIn(query: { readonly [F in Facet]?: string | undefined }): CaseFilter {
  return Object.fromEntries(
    FACETS.flatMap((facet) => {
      const values = (query[facet] ?? "").split(",").filter(Boolean).map(unescaped);
      return values.length > 0 ? [[facet, [...new Set(values)]] as const] : [];
    }),
  );
}

/** Whether a facet can have this value. */
export function isValueOf(facet: Facet, value: string): boolean {
  return FIXED_VALUES[facet]?.includes(value) ?? true;
}

/** The filter as parameters of an address, in a fixed order: the same filter is the same text. */
export function filterToQuery(filter: CaseFilter): Record<string, string> {
  return Object.fromEntries(
    FACETS.flatMap((facet) => {
      const values = [...new Set(filter[facet] ?? [])].sort();
      return values.length > 0 ? [[facet, values.map(encodeURIComponent).join(",")] as const] : [];
    }),
  );
}

/** The filter with one value put in or taken out. */
export function toggled(filter: CaseFilter, facet: Facet, value: string): CaseFilter {
  const values = filter[facet] ?? [];
  const next = values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
  const { [facet]: _, ...others } = filter;
  return next.length > 0 ? { ...others, [facet]: next } : others;
}

/** Whether it narrows anything. */
export function isNarrow(filter: CaseFilter): boolean {
  return FACETS.some((facet) => (filter[facet] ?? []).length > 0);
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
