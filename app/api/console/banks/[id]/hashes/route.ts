import { z } from "zod";
import { consoleRoute, readBytes, readParam } from "#lib/http/index.ts";
import { exportHashes, exportQuerySchema, importHashes } from "#lib/known-content/index.ts";

/** A million hashes with a note each fit, bytes. */
const FILE_LIMIT = 128 * 1024 * 1024;

export const GET = consoleRoute({
  permission: "banks:manage",
  query: exportQuerySchema,
  handle: async ({ viewer, params, query }) => {
    const lines = exportHashes(viewer, readParam(params, "id", z.uuid()), query.format);
    // The first line is asked for here, so that a bank that is not there is still a 404.
    let next = await lines.next();
    const body = new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        if (next.done) return controller.close();
        controller.enqueue(new TextEncoder().encode(next.value));
        next = await lines.next();
      },
      cancel: async () => void (await lines.return(undefined)),
    });
    return new Response(body, {
      headers: {
        "content-type":
          query.format === "csv" ? "text/csv; charset=utf-8" : "application/jsonl; charset=utf-8",
        "content-disposition": `attachment; filename="hashes.${query.format}"`,
        "cache-control": "no-store",
      },
    });
  },
});

export const POST = consoleRoute({
  permission: "banks:manage",
  handle: async ({ viewer, params, request }) => {
    const id = readParam(params, "id", z.uuid());
    return importHashes(viewer, id, new TextDecoder().decode(await readBytes(request, FILE_LIMIT)));
  },
});
