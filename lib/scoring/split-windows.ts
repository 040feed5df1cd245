/** Longest stretch scored at once, in UTF-16 units: longer than nearly all posts, and than training's longest. */
export const WINDOW_UNITS = 4_000;
/** Neighbouring windows share this much, so that nothing is cut in two unseen. */
const OVERLAP_UNITS = 200;
/** With the window size, the first 121,800 units of a text are read; what follows is not. */
export const MAX_WINDOWS = 32;

/** A stretch of a text: `offset` is where it begins, in UTF-16 units. */
export type Window = { text: string; offset: number };

/**
 * Cuts a long text into overlapping windows, each scored by itself; the text's score is the highest. So the memory
 * that one post takes is bounded, and harm cannot hide behind a long harmless beginning.
 */
export function splitWindows(text: string): Window[] {
  if (text.length <= WINDOW_UNITS) return [{ text, offset: 0 }];
  const windows: Window[] = [];
  for (let offset = 0; windows.length < MAX_WINDOWS; offset += WINDOW_UNITS - OVERLAP_UNITS) {
    windows.push({ text: text.slice(offset, offset + WINDOW_UNITS), offset });
    if (offset + WINDOW_UNITS >= text.length) break;
  }
  return windows;
}
