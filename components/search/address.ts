import type { SearchQuery } from "#lib/search/schema.ts";

/** What of a search stands in an address: all but the place in the list. */
export type SearchAddress = Partial<Record<Exclude<keyof SearchQuery, "cursor" | "limit">, string | number>>;

/** The part of an address after the question mark; what is not asked is not there. */
export function searchParams(query: SearchAddress): URLSearchParams {
  const params = new URLSearchParams();
  for (const name of NAMES) {
    const value = query[name];
    if (value === undefined || value === "" || (name === "radius" && !query.similar)) continue;
    params.set(name, String(value));
  }
  return params;
}

export function searchHref(query: SearchAddress): string {
  const params = searchParams(query).toString();
  return params ? `/search?${params}` : "/search";
}

/** Whether anything is asked for at all. */
export function asksNothing(query: SearchAddress): boolean {
  return searchParams(query).size === 0;
}

const NAMES = [
  "q",
  "similar",
  "radius",
  "state",
  "policy",
  "language",
  "surface",
  "kind",
  "action",
  "from",
  "to",
  "account",
] as const;
