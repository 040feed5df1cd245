import { consoleRoute, readParam } from "#lib/http/index.ts";
import { sha256Schema } from "#lib/scoring/preview-schema.ts";
import { readPreviewFile } from "#lib/scoring/read-preview.ts";

export const GET = consoleRoute({
  permission: "cases:read",
  handle: async ({ viewer, params, request }) => {
    const sha256 = readParam(params, "sha256", sha256Schema);
    const etag = `"${sha256}"`;
    // The address is the content: whoever has it once need never ask again.
    const headers = { etag, "cache-control": "private, max-age=31536000, immutable" };
    if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
    const file = await readPreviewFile(viewer, sha256);
    return new Response(file, { headers: { ...headers, "content-type": "application/octet-stream" } });
  },
});
