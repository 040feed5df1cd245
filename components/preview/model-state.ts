import type { PreviewFile } from "#lib/scoring/preview-schema.ts";
import { endPreviewWorker, onPreviewEnd } from "./preview-worker.ts";
import type { PreviewProvider } from "./protocol.ts";

export type PreviewState =
  /** Nobody has asked for it yet: nothing is loaded. */
  | { status: "asleep" }
  | { status: "loading" }
  | {
      status: "ready";
      provider: PreviewProvider;
      model: Pick<PreviewFile, "name" | "version">;
      /** Of the last run, milliseconds; null before the first. */
      lastMs: number | null;
    }
  | { status: "failed"; reason: string };

type Opened = Pick<Extract<PreviewState, { status: "ready" }>, "provider" | "model">;

const ASLEEP: PreviewState = { status: "asleep" };

/** How one model stands in this browser's worker, and a way to be told when that changes. */
export function createModelState(open: () => Promise<Opened>) {
  let state: PreviewState = ASLEEP;
  /** Counts starts and ends: an answer to an earlier one says nothing about now. */
  let round = 0;
  const listeners = new Set<() => void>();
  const set = (next: PreviewState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const fail = (error: unknown) => {
    endPreviewWorker();
    set({ status: "failed", reason: error instanceof Error ? error.message : String(error) });
  };
  onPreviewEnd(() => {
    round++;
    // What failed stays so until somebody tries again, or two models would restart each other for ever.
    if (state.status !== "failed") set(ASLEEP);
  });
  return {
    /** Opens the model unless it is open or being opened. Never rejects: the state says how it went. */
    async start(): Promise<void> {
      if (state.status === "loading" || state.status === "ready") return;
      set({ status: "loading" });
      const mine = ++round;
      try {
        const opened = await open();
        if (round === mine) set({ status: "ready", ...opened, lastMs: null });
      } catch (error) {
        if (round === mine) fail(error);
      }
    },
    /**
     * Runs the open model and notes how long that took.
     * @param isFatal whether an error means the model is lost (a graphics device can be, at any time), not only this run:
     * then the person is told by the state, and can load the model anew
     * @throws Error when the model is not ready, and what `run` throws
     */
    async use<T>(
      run: () => Promise<T>,
      spent: (answer: T) => number,
      isFatal: () => boolean = () => true,
    ): Promise<T> {
      if (state.status !== "ready") throw new Error("The preview is not ready.");
      const mine = round;
      try {
        const answer = await run();
        if (round === mine && state.status === "ready") set({ ...state, lastMs: spent(answer) });
        return answer;
      } catch (error) {
        if (round === mine && isFatal()) fail(error);
        throw error;
      }
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get: () => state,
    getOnServer: () => ASLEEP,
  };
}
