import { openRoute } from "#lib/http/index.ts";
import { EXPOSITION_TYPE, readMetrics } from "#lib/insights/index.ts";

export const GET = openRoute(
  "A scraper has no session; it hears counts and durations only, and must send METRICS_TOKEN where one is set.",
  async ({ request }) =>
    new Response(await readMetrics(request.headers.get("authorization")), {
      headers: { "content-type": EXPOSITION_TYPE, "cache-control": "no-store" },
    }),
);
