import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type Served = { status?: number; type?: string; body: Buffer | string };

/** A platform's media server on the loopback address: path → what it answers, which a test may change. */
export async function aPictureServer(files: Record<string, Served>) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    asked.push(path);
    const file = files[path];
    if (!file) return response.writeHead(404).end();
    response.writeHead(file.status ?? 200, { "content-type": file.type ?? "image/png" }).end(file.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    /** Every path asked for, in order. */
    asked,
    files,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve(undefined)));
    },
  };
}
