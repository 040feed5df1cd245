// The web process: Next.js behind a plain HTTP server, so that it stops cleanly and never outlives its parent.
import { createServer, type ServerResponse } from "node:http";
import next from "next";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";

process.env.NEXTAUTH_URL ??= env().DOCKET_URL;

const app = next({ dev: false, dir: process.cwd() });
await app.prepare();
const handle = app.getRequestHandler();
const KEEP_ALIVE_MS = 75_000;
/** Streams of live updates: they never end by themselves, and their browsers come back. */
const streams = new Set<ServerResponse>();
const server = createServer((request, response) => {
  if (request.url?.startsWith("/api/console/events")) {
    streams.add(response);
    response.once("close", () => streams.delete(response));
  }
  void handle(request, response);
});

// Longer than proxies and clients keep an idle connection (60 s and less): else a request meets one that just closed.
server.keepAliveTimeout = KEEP_ALIVE_MS;
server.headersTimeout = KEEP_ALIVE_MS + 1000;

server.once("error", (error: NodeJS.ErrnoException) => {
  log().error(error.code === "EADDRINUSE" ? `port ${env().PORT} is in use` : { err: error }, "web server");
  process.exit(1);
});
server.listen(env().PORT, env().HOST, () => {
  log().info({ port: env().PORT }, "web ready");
  process.send?.("ready");
});

/** Connections that are still open after this are cut, milliseconds. */
const DRAIN_MS = 5000;

function stop(): void {
  server.close(() => process.exit(0));
  server.closeIdleConnections();
  for (const stream of streams) stream.destroy();
  setTimeout(() => process.exit(0), DRAIN_MS).unref();
}

process.once("SIGTERM", stop);
process.once("SIGINT", stop);
process.once("disconnect", stop);
