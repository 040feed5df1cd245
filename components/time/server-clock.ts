/**
 * The server's clock as seen from this browser. Deadlines are the server's, so a wrong clock on the
 * reviewer's machine must not shorten a claim. The `Date` header has whole seconds: an offset below
 * that is noise and counts as none.
 */
const NOISE_MS = 1500;

/** Server minus browser, milliseconds, from one answer's `Date` header and when it was asked and answered. */
export function offsetFrom(dateHeader: string | null, askedAt: number, answeredAt: number): number | null {
  const serverSecond = dateHeader ? Date.parse(dateHeader) : Number.NaN;
  if (Number.isNaN(serverSecond)) return null;
  const offset = serverSecond + 500 - (askedAt + answeredAt) / 2;
  return Math.abs(offset) < NOISE_MS ? 0 : Math.round(offset);
}

let offsetMs = 0;

export function learnServerTime(dateHeader: string | null, askedAt: number, answeredAt: number): void {
  offsetMs = offsetFrom(dateHeader, askedAt, answeredAt) ?? offsetMs;
}

export function serverNow(): number {
  return Date.now() + offsetMs;
}
