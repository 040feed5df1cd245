import { consoleRoute } from "#lib/http/index.ts";
import { createBank, createBankSchema, listBanks } from "#lib/known-content/index.ts";

export const GET = consoleRoute({
  permission: "banks:manage",
  handle: ({ viewer }) => listBanks(viewer),
});

export const POST = consoleRoute({
  permission: "banks:manage",
  body: createBankSchema,
  status: 201,
  handle: ({ viewer, body }) => createBank(viewer, body),
});
