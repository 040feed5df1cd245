import { z } from "zod";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import { updateBank, updateBankSchema } from "#lib/known-content/index.ts";

export const PATCH = consoleRoute({
  permission: "banks:manage",
  body: updateBankSchema,
  handle: ({ viewer, params, body }) => updateBank(viewer, readParam(params, "id", z.uuid()), body),
});
