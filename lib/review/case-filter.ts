import { z } from "zod";

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

const MOST_VALUES = 50;
const valueSchema = z.string().min(1).max(300);
const valuesOf = (facet: Facet) =>
  z
    .array(
      valueSchema.refine(
        (value) => FIXED_VALUES[facet]?.includes(value) ?? true,
        "not a value of this filter",
      ),
    )
    .max(MOST_VALUES)
    .optional();

/** Values of one facet are alternatives; facets must all hold. A facet that is absent or empty does not narrow. */
export const caseFilterSchema = z.strictObject({
  state: valuesOf("state"),
  due: valuesOf("due"),
  policy: valuesOf("policy"),
  language: valuesOf("language"),
  source: valuesOf("source"),
  reason: valuesOf("reason"),
  reach: valuesOf("reach"),
  age: valuesOf("age"),
} satisfies Record<Facet, unknown>);
export type CaseFilter = z.infer<typeof caseFilterSchema>;

/** Facets as they stand in an address: `policy=hate,spam`, each value escaped so that it may hold a comma. */
const textSchema = z.string().max(20_000).optional();
export const filterQuery = {
  state: textSchema,
  due: textSchema,
  policy: textSchema,
  language: textSchema,
  source: textSchema,
  reason: textSchema,
  reach: textSchema,
  age: textSchema,
} satisfies Record<Facet, unknown>;

/** An address's filter and nothing else. */
export const facetsQuerySchema = z.object(filterQuery).transform(filterFromQuery);

/** Reads the filter out of an address's parameters. @throws ZodError for values that no facet has */
export function filterFromQuery(query: { readonly [F in Facet]?: string | undefined }): CaseFilter {
  const entries = FACETS.flatMap((facet) => {
    const values = (query[facet] ?? "").split(",").filter(Boolean).map(unescaped);
    return values.length > 0 ? [[facet, [...new Set(values)]] as const] : [];
  });
  return caseFilterSchema.parse(Object.fromEntries(entries));
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

export const facetCountsSchema = z.object({
  /** Cases that the whole filter lets through. */
  total: z.number().int(),
  /** Per facet, each value with its count under the filters of all other facets. */
  facets: z.record(z.enum(FACETS), z.array(z.object({ value: z.string(), count: z.number().int() }))),
});
export type FacetCounts = z.infer<typeof facetCountsSchema>;

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
