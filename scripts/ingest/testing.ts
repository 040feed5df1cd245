import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { IngestResult } from "#lib/content/schema.ts";

export interface SentItem {
  externalId: string;
  text?: string;
}

interface Received {
  items: SentItem[];
  authorization: string | undefined;
}

/** What the next request is answered with; undefined: as Docket would. */
type Script = (received: Received, nth: number, response: ServerResponse) => boolean | undefined;

/** A stand-in for the API on this machine: takes items once, refuses those whose text says so. */
export class LoopbackApi {
  readonly requests: Received[] = [];
  readonly known = new Set<string>();
  url = "";
  script: Script = () => undefined;
  private readonly server = createServer((request, response) => void this.answer(request, response));

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): Promise<unknown> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { items } = JSON.parse(Buffer.concat(chunks).toString()) as { items: SentItem[] };
    const received = { items, authorization: request.headers.authorization };
    this.requests.push(received);
    if (this.script(received, this.requests.length, response)) return;
    sendJson(response, 202, this.take(items));
  }

  private take(items: SentItem[]): object {
    const results = items.map(({ externalId, text }): IngestResult => {
      if (text === "refuse me")
        return { externalId, status: "refused", errors: [{ field: "text", message: "not this" }] };
      const status = this.known.has(externalId) ? "unchanged" : "accepted";
      this.known.add(externalId);
      return { externalId, status };
    });
    const count = (status: string) => results.filter((result) => result.status === status).length;
    return {
      accepted: count("accepted"),
      unchanged: count("unchanged"),
      refused: count("refused"),
      results,
    };
  }
}

/** @returns true, for a script that has answered */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): true {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
  return true;
}
