import { z } from "zod";
import { consoleRoute, readParam } from "#lib/http/index.ts";
import { readPicture } from "#lib/media/index.ts";

export const GET = consoleRoute({
  permission: "cases:read",
  handle: async ({ viewer, params }) =>
    new Response(new Uint8Array(await readPicture(viewer, readParam(params, "id", z.uuid()))), {
      headers: {
        "content-type": "image/webp",
        "content-disposition": "inline",
        "x-content-type-options": "nosniff",
        "content-security-policy": "sandbox; default-src 'none'",
        "cross-origin-resource-policy": "same-origin",
        // The name of a picture never comes to mean another one.
        "cache-control": "private, max-age=3600, immutable",
      },
    }),
});
