"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useMemo, useState } from "react";
import {
  type CaseFilter,
  FACETS,
  type Facet,
  filterIn,
  filterToQuery,
  isNarrow,
  isValueOf,
  toggled,
} from "#lib/review/case-filter.ts";

/** Says that everything is wanted, where the queue would open with a view of one's own. */
export const EVERYTHING_PARAM = "all";

/** What an address says of a filter; nothing where it says nonsense. */
export function readFilter(query: { readonly [F in Facet]?: string | undefined }): CaseFilter {
  const filter = filterIn(query);
  const known = FACETS.every((facet) => (filter[facet] ?? []).every((value) => isValueOf(facet, value)));
  return known ? filter : {};
}

/** The page of a queue under a filter. */
export function queueAddress(slug: string, filter: CaseFilter): string {
  return `/queues/${slug}${search(filter)}`;
}

/** The desk on a case, with the filter that its next cases match. */
export function caseAddress(number: number, filter: CaseFilter): string {
  return `/cases/${number}${search(filter)}`;
}

const search = (filter: CaseFilter) => {
  const query = new URLSearchParams(isNarrow(filter) ? filterToQuery(filter) : {}).toString();
  return query ? `?${query}` : "";
};

/** The filter that the address holds, and ways to change it. Each change is a step back in the browser. */
export function useCaseFilter() {
  const address = useSearchParams().toString();
  const pathname = usePathname();
  // The address follows a moment later; what was chosen is shown at once.
  const [text, setText] = useState(address);
  const [followed, setFollowed] = useState(address);
  if (address !== followed) {
    setFollowed(address);
    setText(address);
  }
  const filter = useMemo(() => readFilter(Object.fromEntries(new URLSearchParams(text))), [text]);
  function apply(next: CaseFilter): void {
    const query = isNarrow(next) ? search(next) : `?${EVERYTHING_PARAM}=1`;
    setText(query.slice(1));
    window.history.pushState(null, "", pathname + query);
  }
  return {
    filter,
    apply,
    toggle: (facet: Facet, value: string) => apply(toggled(filter, facet, value)),
    clear: () => apply({}),
  };
}

export type CaseFilterState = ReturnType<typeof useCaseFilter>;
