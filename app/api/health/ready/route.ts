import { readiness } from "#lib/db/readiness.ts";
import { openRoute } from "#lib/http/index.ts";

export const GET = openRoute(
  "A load balancer has no key, and hears only whether the database answers.",
  async () => {
    const ready = await readiness();
    return Response.json(ready, { status: ready.status === "ok" ? 200 : 503 });
  },
);
