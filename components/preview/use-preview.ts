"use client";

import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { latestOnly } from "./latest-only.ts";
import type { PreviewState } from "./model-state.ts";
import { previewPreference } from "./preview-preference.ts";
import { previewStore, scorePreview } from "./preview-store.ts";
import type { PreviewScore } from "./protocol.ts";

/** How the preview stands; "off" where its person has switched it off. */
export function usePreviewState(): PreviewState | { status: "off" } {
  const state = useSyncExternalStore(previewStore.subscribe, previewStore.get, previewStore.getOnServer);
  return previewPreference.use() === "off" ? { status: "off" } : state;
}

type Asked = { text: string; explain: string | null };
export type LiveScore = PreviewScore & { text: string };

/** The score of a text as it is typed: asked once a frame, of the newest text only. Null until the first answer. */
export function useLiveScore(text: string, explain: string | null, ready: boolean): LiveScore | null {
  const [score, setScore] = useState<LiveScore | null>(null);
  const asking = useRef<((asked: Asked) => void) | null>(null);
  useEffect(() => {
    if (!ready) return;
    const frame = requestAnimationFrame(() => {
      asking.current ??= latestOnly(
        (asked: Asked) => scorePreview(asked.text, asked.explain),
        (answer, asked) => setScore({ ...answer, text: asked.text }),
        // The worker was stopped: the panel says so by its state.
        () => undefined,
      );
      asking.current({ text, explain });
    });
    return () => cancelAnimationFrame(frame);
  }, [text, explain, ready]);
  return score;
}
