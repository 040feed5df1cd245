import { openRoute } from "#lib/http/index.ts";

export const GET = openRoute(
  "A load balancer has no key, and hears only that the process answers.",
  async () => ({ status: "ok" }),
);
