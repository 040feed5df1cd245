import { createEndpoint, createEndpointSchema, listEndpoints } from "#lib/enforcement/index.ts";
import { consoleRoute } from "#lib/http/index.ts";

export const GET = consoleRoute({
  permission: "webhooks:manage",
  handle: async ({ viewer }) => ({ webhooks: await listEndpoints(viewer) }),
});

export const POST = consoleRoute({
  permission: "webhooks:manage",
  body: createEndpointSchema,
  status: 201,
  handle: ({ viewer, body }) => createEndpoint(viewer, body),
});
