import { consoleRoute } from "#lib/http/index.ts";
import { insightsCsv, insightsQuerySchema, readInsights } from "#lib/insights/index.ts";

export const GET = consoleRoute({
  permission: "insights:read",
  query: insightsQuerySchema,
  handle: async ({ viewer, query }) => {
    const insights = await readInsights(viewer, query);
    return new Response(insightsCsv(insights), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="insights-${insights.window.to.slice(0, 10)}.csv"`,
        "cache-control": "no-store",
      },
    });
  },
});
