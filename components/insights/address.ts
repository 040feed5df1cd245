import type { Figure, InsightsQuery } from "#lib/insights/schema.ts";

/** The query that says what differs from the default view; a filter that is not set is left out. */
function search(query: InsightsQuery): string {
  const set = Object.entries({
    ...query,
    weeks: query.weeks === 12 ? "" : query.weeks,
    by: query.by === "views" ? "" : query.by,
  });
  const params = new URLSearchParams(
    set.flatMap(([key, value]) => (value ? [[key, String(value)] as [string, string]] : [])),
  );
  return params.size > 0 ? `?${params}` : "";
}

export const insightsHref = (query: InsightsQuery) => `/insights${search(query)}`;
export const csvHref = (query: InsightsQuery) => `/api/console/insights.csv${search(query)}`;
/** The cases behind a figure, under the same filters. */
export const behindHref = (figure: Figure, query: InsightsQuery, policy = query.policy) =>
  `/insights/${figure}${search({ ...query, policy })}`;
