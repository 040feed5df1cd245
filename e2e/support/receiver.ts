import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { EnforcementPayload } from "#lib/enforcement/schema.ts";

export interface Received {
  headers: Record<string, string>;
  raw: string;
  body: EnforcementPayload;
}

export interface Receiver {
  url: string;
  received: Received[];
  /** What it answers from now on; 200 at first. */
  answer: (status: number) => void;
  /** Resolves as soon as something that fits has arrived. */
  until: (fits: (one: Received) => boolean) => Promise<Received>;
  close: () => Promise<void>;
}

/** A platform's webhook receiver on the loopback address. */
export async function aReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const waiting: { fits: (one: Received) => boolean; tell: (one: Received) => void }[] = [];
  let status = 200;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const raw = Buffer.concat(chunks).toString();
      const one = {
        headers: request.headers as Record<string, string>,
        raw,
        body: JSON.parse(raw) as EnforcementPayload,
      };
      received.push(one);
      response.writeHead(status).end();
      for (const waiter of waiting) if (waiter.fits(one)) waiter.tell(one);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    answer: (next) => {
      status = next;
    },
    until: (fits) =>
      new Promise((tell) => {
        const known = received.find(fits);
        if (known) tell(known);
        else waiting.push({ fits, tell });
      }),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
