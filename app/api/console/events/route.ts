import { consoleRoute } from "#lib/http/index.ts";
import { openStream } from "#lib/live/index.ts";

const HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  // Neither kept nor compressed on its way: an event must not wait for the next.
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
};

export const GET = consoleRoute({
  permission: "self:edit",
  handle: async ({ viewer, request }) =>
    new Response(await openStream(viewer, request.headers.get("last-event-id"), request.signal), {
      headers: HEADERS,
    }),
});
