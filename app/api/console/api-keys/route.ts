import { consoleRoute } from "#lib/http/index.ts";
import { createApiKey, createApiKeySchema, listApiKeys } from "#lib/settings/index.ts";

export const GET = consoleRoute({
  permission: "api_keys:manage",
  handle: async ({ viewer }) => ({ apiKeys: await listApiKeys(viewer) }),
});

export const POST = consoleRoute({
  permission: "api_keys:manage",
  body: createApiKeySchema,
  status: 201,
  handle: ({ viewer, body }) => createApiKey(viewer, body),
});
