import { readViewer, type Viewer } from "#lib/auth/index.ts";
import { DomainError } from "#lib/errors.ts";
import { type Listener, liveHub } from "./hub.ts";
import { HEARTBEAT_SECONDS, type LiveMessage } from "./message.ts";

/** Streams one person may have open: a browser needs one, whatever its tabs. More end the oldest. */
const MOST_STREAMS = 8;
/** Events a browser may be behind. */
const MOST_UNREAD = 200;
const open = new Map<string, Set<() => void>>();

/**
 * Server-sent events for one person, as text/event-stream. The first event, `hello`, says whether all must be read
 * anew; then come `changes` with a list of messages, and a heartbeat. At each heartbeat the session is looked at
 * again: the stream ends with the session, and follows changed rights.
 * @param after the Last-Event-ID of the request
 * @throws DomainError unavailable
 */
export async function openStream(
  viewer: Viewer,
  after: string | null,
  signal: AbortSignal,
): Promise<ReadableStream> {
  const { sessionId } = viewer;
  if (sessionId === null)
    throw new DomainError("unauthenticated", "Live updates are for a signed-in browser.");
  const encoder = new TextEncoder();
  let current = viewer;
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  let beat: NodeJS.Timeout | null = null;
  const event = (name: string, data: unknown, id?: string) => {
    // A browser that does not read is let go; it comes back and reads anew.
    if ((controller?.desiredSize ?? 0) < -MOST_UNREAD) return close();
    const head = id === undefined ? "" : `id: ${id}\n`;
    controller?.enqueue(encoder.encode(`event: ${name}\n${head}data: ${JSON.stringify(data)}\n\n`));
  };
  const listener: Listener = {
    viewer: () => current,
    tell: (id: string, messages: LiveMessage[]) => {
      // Rights or sessions changed: whether this one still stands is asked before anything more is told.
      if (messages.some(({ topic }) => topic === "viewer"))
        void checkSession(sessionId).then(() => event("changes", messages, id));
      else event("changes", messages, id);
    },
    end: close,
  };
  function close(): void {
    if (beat) clearInterval(beat);
    liveHub().leave(listener);
    forget(viewer.userId, close);
    try {
      controller?.close();
    } catch {
      // The browser was quicker.
    }
    controller = null;
  }
  async function checkSession(session: string): Promise<void> {
    const still = await readViewer(session).catch(() => current);
    if (!still) {
      event("signed-out", {});
      close();
      return;
    }
    current = still;
    event("beat", {});
  }
  const { id, missed } = await liveHub().join(listener, after);
  return new ReadableStream<Uint8Array>({
    start(made) {
      controller = made;
      remember(viewer.userId, close);
      signal.addEventListener("abort", close, { once: true });
      event("hello", { resync: missed === null }, id);
      if (missed && missed.length > 0) event("changes", missed, id);
      beat = setInterval(() => void checkSession(sessionId), HEARTBEAT_SECONDS * 1000);
      beat.unref();
      if (signal.aborted) close();
    },
    cancel: close,
  });
}

function remember(userId: string, close: () => void): void {
  const streams = open.get(userId) ?? new Set();
  open.set(userId, streams.add(close));
  const [oldest] = streams;
  if (streams.size > MOST_STREAMS) oldest?.();
}

function forget(userId: string, close: () => void): void {
  const streams = open.get(userId);
  streams?.delete(close);
  if (streams?.size === 0) open.delete(userId);
}
