import { z } from "zod";
import { type CaseFilter, type Facet, filterIn, isValueOf } from "./case-filter.ts";

const MOST_VALUES = 50;
const valueSchema = z.string().min(1).max(300);
const valuesOf = (facet: Facet) =>
  z
    .array(valueSchema.refine((value) => isValueOf(facet, value), "not a value of this filter"))
    .max(MOST_VALUES)
    .optional();

/** A filter from outside. */
export const caseFilterSchema = z.strictObject({
  state: valuesOf("state"),
  due: valuesOf("due"),
  policy: valuesOf("policy"),
  language: valuesOf("language"),
  source: valuesOf("source"),
  reason: valuesOf("reason"),
  reach: valuesOf("reach"),
  age: valuesOf("age"),
} satisfies Record<Facet, unknown>) satisfies z.ZodType<CaseFilter>;

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
  return caseFilterSchema.parse(filterIn(query));
}
