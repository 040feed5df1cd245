import { z } from "zod";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import {
  createView,
  createViewSchema,
  defaultViewSchema,
  listViews,
  setDefaultView,
} from "#lib/review/index.ts";

export const GET = consoleRoute({
  permission: "queues:read",
  handle: async ({ viewer, params }) => ({
    views: await listViews(viewer, readParam(params, "slug", z.string())),
  }),
});

export const POST = consoleRoute({
  permission: "queues:read",
  body: createViewSchema,
  status: 201,
  handle: ({ viewer, params, body }) => createView(viewer, readParam(params, "slug", z.string()), body),
});

/** What the queue opens with. */
export const PATCH = consoleRoute({
  permission: "queues:read",
  body: defaultViewSchema,
  handle: ({ viewer, params, body }) =>
    setDefaultView(viewer, readParam(params, "slug", z.string()), body.viewId),
});
