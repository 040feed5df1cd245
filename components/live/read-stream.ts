import { EventSourceParserStream } from "eventsource-parser/stream";
import { HEARTBEAT_SECONDS, type LiveMessage } from "#lib/live/message.ts";

/** Silence after which a stream counts as broken, milliseconds. */
export const SILENCE_MS = 2.5 * HEARTBEAT_SECONDS * 1000;

export interface StreamHandler {
  /** The server said something; every message and heartbeat does. */
  heard: () => void;
  /** `resync`: what was missed is not known. */
  hello: (resync: boolean) => void;
  messages: (list: LiveMessage[]) => void;
}

export type StreamEnd = { kind: "signed-out" } | { kind: "refused" } | { kind: "broken" };

/** Reads live updates until they end, and says how. `lastId` is kept across streams for the server to catch up from. */
export async function readStream(
  position: { lastId: string | null },
  handler: StreamHandler,
  signal: AbortSignal,
): Promise<StreamEnd> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENCE_MS);
  try {
    const response = await fetch("/api/console/events", {
      headers: position.lastId === null ? {} : { "last-event-id": position.lastId },
      signal: AbortSignal.any([signal, silence.signal]),
      cache: "no-store",
    });
    if (response.status === 401) return { kind: "signed-out" };
    if (!response.ok || !response.body) return { kind: "refused" };
    const events = response.body
      .pipeThrough(new TextDecoderStream())
      .pipeThrough(new EventSourceParserStream());
    const reader = events.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { kind: "broken" };
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE_MS);
      handler.heard();
      if (value.id) position.lastId = value.id;
      if (value.event === "signed-out") return { kind: "signed-out" };
      if (value.event === "hello") handler.hello((JSON.parse(value.data) as { resync: boolean }).resync);
      if (value.event === "changes") handler.messages(JSON.parse(value.data) as LiveMessage[]);
    }
  } catch {
    return { kind: "broken" };
  } finally {
    clearTimeout(timer);
  }
}
