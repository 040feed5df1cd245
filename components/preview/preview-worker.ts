import type { PreviewAnswers, PreviewReply, PreviewRequest } from "./protocol.ts";

/** The one worker of a page, in which every model of the preview runs. */
let worker: Worker | null = null;
let dead: Promise<never> = new Promise(() => undefined);
let giveUp: (error: Error) => void = () => undefined;
const listeners = new Set<() => void>();

/** Starts the worker where there is none, and asks it. @throws Error what the worker says, or that it died */
export async function askPreviewWorker<K extends PreviewRequest["kind"]>(
  message: Extract<PreviewRequest, { kind: K }>,
): Promise<PreviewAnswers[K]> {
  const asked = worker ?? start();
  const answer = new Promise<PreviewAnswers[K]>((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<PreviewReply<K>>) => {
      port1.close();
      if ("ok" in data) resolve(data.ok);
      else reject(new Error(data.error));
    };
    asked.postMessage(message, [port2]);
  });
  return Promise.race([answer, dead]);
}

function start(): Worker {
  const started = new Worker(new URL("./preview.worker.ts", import.meta.url), { type: "module" });
  worker = started;
  dead = new Promise<never>((_, reject) => {
    giveUp = reject;
    started.onerror = (event) => reject(new Error(event.message || "The worker could not be loaded."));
  });
  // Whoever waits hears of it; that nobody may be waiting is no error.
  dead.catch(() => undefined);
  return started;
}

/** Ends the worker and gives its memory back; whoever waits for an answer is told. */
export function endPreviewWorker(): void {
  worker?.terminate();
  worker = null;
  giveUp(new Error("The worker was ended."));
  for (const tell of listeners) tell();
}

/** Told whenever the worker ends: its models are gone. */
export function onPreviewEnd(tell: () => void): void {
  listeners.add(tell);
}
