import { z } from "zod";
import { consumeApiRate } from "#lib/auth/index.ts";
import { getItem } from "#lib/content/index.ts";
import { apiRoute, readParam } from "#lib/http/index.ts";

export const GET = apiRoute({
  scope: "items:read",
  handle: async ({ caller, params }) => {
    await consumeApiRate(caller, 1);
    return getItem(readParam(params, "externalId", z.string().min(1).max(200).transform(decodeURIComponent)));
  },
});
