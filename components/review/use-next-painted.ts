"use client";

import { useEffect, useRef } from "react";

/** Names of the marks by which a benchmark reads the time from key press to the next case on screen. */
const DECIDE_MARK = "docket:decide";
const PAINTED_MEASURE = "docket:next-painted";

export function markDecision(): void {
  performance.mark(DECIDE_MARK);
}

/** Measures when another case has been painted. Two frames: the first is drawn before, the second after it. */
export function useNextPainted(shown: number | null): void {
  const before = useRef(shown);
  useEffect(() => {
    if (shown === null || shown === before.current) return;
    before.current = shown;
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        if (performance.getEntriesByName(DECIDE_MARK).length === 0) return;
        performance.measure(PAINTED_MEASURE, DECIDE_MARK);
        performance.clearMarks(DECIDE_MARK);
      }),
    );
  }, [shown]);
}
