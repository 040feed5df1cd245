import { z } from "zod";
import { sendTest } from "#lib/enforcement/index.ts";
import { consoleRoute, readParam } from "#lib/http/index.ts";

export const POST = consoleRoute({
  permission: "webhooks:manage",
  handle: ({ viewer, params }) => sendTest(viewer, readParam(params, "id", z.uuid())),
});
