/** The page counts as loaded once nothing has arrived for this long, and at the latest after the second. */
const QUIET_MS = 1_000;
const LATEST_MS = 6_000;

/** Calls once the page's own files and first requests are through: a stream that never ends must not stand before them. */
export function whenQuiet(signal: AbortSignal, begin: () => void): void {
  let timer = setTimeout(done, QUIET_MS);
  const latest = setTimeout(done, LATEST_MS);
  const arrivals = new PerformanceObserver(() => {
    clearTimeout(timer);
    timer = setTimeout(done, QUIET_MS);
  });
  arrivals.observe({ type: "resource" });
  signal.addEventListener("abort", stop, { once: true });
  function stop(): void {
    clearTimeout(timer);
    clearTimeout(latest);
    arrivals.disconnect();
  }
  function done(): void {
    stop();
    if (!signal.aborted) begin();
  }
}
