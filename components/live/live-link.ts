import { UNREACHABLE } from "#components/api/request.ts";
import type { LiveMessage } from "#lib/live/message.ts";
import { backoffMs } from "./backoff.ts";
import type { LiveState } from "./live-state.ts";
import { readStream, SILENCE_MS } from "./read-stream.ts";
import { whenQuiet } from "./when-quiet.ts";

/** What the tab with the stream tells the others. */
type Word =
  /** A tab that just opened asks for the state. */
  | { kind: "ask" }
  /** A tab whose request got no answer doubts the stream. */
  | { kind: "doubt" }
  | { kind: "beat" }
  | { kind: "state"; state: LiveState; lastId: string | null }
  | { kind: "resync" }
  | { kind: "messages"; list: LiveMessage[] };

export interface LiveHandler {
  state: (state: LiveState) => void;
  /** Something may have been missed: read all that is shown anew. */
  resync: () => void;
  messages: (list: LiveMessage[]) => void;
}

/**
 * One stream for all tabs of a browser: the tab that holds the lock reads it and tells the others. A tab that hears
 * nothing for a while (the reader was frozen, or put to sleep) takes the lock over. Without locks, as on a plain
 * http address, each tab reads for itself while it is looked at.
 * @param from where the server stood when it rendered the page
 * @returns ends it
 */
export function openLiveLink(name: string, from: string | null, handler: LiveHandler): () => void {
  const stopped = new AbortController();
  const channel = new BroadcastChannel(name);
  const position = { lastId: from };
  let heardFirst = false;
  let leading = false;
  let said: LiveState = "connecting";
  let heardAt = Date.now();
  /** Ends the present stream, or the wait for the next one. */
  let hurry = () => {};

  const stateWord = (state: LiveState): Word => ({ kind: "state", state, lastId: position.lastId });

  function spread(word: Word): void {
    if (word.kind === "state") said = word.state;
    channel.postMessage(word);
    take(word);
  }

  function take(word: Word): void {
    if (word.kind === "ask") {
      if (leading) channel.postMessage(stateWord(said));
      return;
    }
    if (word.kind === "doubt") {
      doubt();
      return;
    }
    heardAt = Date.now();
    if (word.kind === "state") {
      handler.state(word.state);
      // Between the server's rendering and this tab's first word from the reader something was told.
      if (!heardFirst && word.state === "live" && word.lastId !== position.lastId) handler.resync();
      if (word.state === "live") heardFirst = true;
    }
    if (word.kind === "resync") handler.resync();
    if (word.kind === "messages") handler.messages(word.list);
  }

  /** A request failed: the stream may be as dead, and would be silent about it for a while. */
  function doubt(): void {
    if (!leading || said !== "live") return;
    said = "connecting";
    hurry();
  }

  /** Reads stream after stream until `signal` ends it. */
  async function lead(signal: AbortSignal): Promise<void> {
    leading = true;
    let failures = 0;
    while (!signal.aborted) {
      const round = new AbortController();
      hurry = () => round.abort();
      const either = AbortSignal.any([signal, round.signal]);
      const end = await readStream(
        position,
        {
          heard: () => spread({ kind: "beat" }),
          hello: (resync) => {
            failures = 0;
            spread(stateWord("live"));
            if (resync) spread({ kind: "resync" });
          },
          messages: (list) => spread({ kind: "messages", list }),
        },
        either,
      );
      if (signal.aborted) break;
      if (end.kind === "signed-out") {
        spread(stateWord("signed-out"));
        break;
      }
      failures += 1;
      if (failures === 1 && end.kind === "broken" && navigator.onLine) spread(stateWord("connecting"));
      else spread(stateWord(end.kind === "refused" ? "polling" : "offline"));
      await pause(backoffMs(failures, Math.random()), either);
    }
    leading = false;
  }

  async function queueForLock(steal: boolean): Promise<void> {
    const lost = new AbortController();
    const options = steal ? { steal } : { signal: stopped.signal };
    try {
      await navigator.locks.request(name, options, () =>
        lead(AbortSignal.any([stopped.signal, lost.signal])),
      );
    } catch {
      // Another tab took it over, or this one is leaving.
      lost.abort();
      hurry();
    }
    if (!stopped.signal.aborted && lost.signal.aborted) void queueForLock(false);
  }

  /** Without locks: for itself, while it is in sight. */
  let own: AbortController | null = null;
  function leadInSight(): void {
    if (document.visibilityState === "hidden") {
      own?.abort();
      own = null;
    } else if (!own) {
      own = new AbortController();
      void lead(AbortSignal.any([stopped.signal, own.signal]));
    }
  }

  /** Back from sleep, from the cache of pages, from another tab or from no network. */
  function wake(): void {
    if (!("locks" in navigator)) leadInSight();
    if (document.visibilityState === "hidden") return;
    const silent = Date.now() - heardAt > SILENCE_MS;
    if (!silent) return;
    handler.resync();
    heardAt = Date.now();
    if (leading) hurry();
    else if ("locks" in navigator) void queueForLock(true);
  }

  const online = () => {
    heardAt = 0;
    wake();
  };
  const offline = () => {
    handler.state("offline");
    if (leading) hurry();
  };

  channel.addEventListener("message", ({ data }: MessageEvent<Word>) => take(data));
  channel.postMessage({ kind: "ask" } satisfies Word);
  const { signal } = stopped;
  document.addEventListener("visibilitychange", wake, { signal });
  document.addEventListener("resume", wake, { signal });
  window.addEventListener("pageshow", wake, { signal });
  window.addEventListener("online", online, { signal });
  window.addEventListener("offline", offline, { signal });
  window.addEventListener(UNREACHABLE, () => (leading ? doubt() : channel.postMessage({ kind: "doubt" })), {
    signal,
  });
  whenQuiet(signal, () => {
    if ("locks" in navigator) void queueForLock(false);
    else leadInSight();
  });
  // A follower that hears nothing looks after itself, also while nobody touches the page.
  const watch = setInterval(wake, SILENCE_MS / 2);

  return () => {
    stopped.abort();
    clearInterval(watch);
    channel.close();
  };
}

/** Waits, or until the signal hurries it. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      "abort",
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
