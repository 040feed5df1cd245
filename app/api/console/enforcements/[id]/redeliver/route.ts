import { z } from "zod";
import { redeliver } from "#lib/enforcement/index.ts";
import { consoleRoute, readParam } from "#lib/http/index.ts";

export const POST = consoleRoute({
  permission: "enforcements:redeliver",
  handle: ({ viewer, params }) => redeliver(viewer, readParam(params, "id", z.uuid())),
});
