/** The cookie in which the browser tells the server which time zone to print. */
export const TIME_ZONE_COOKIE = "tz";
const DEFAULT_TIME_ZONE = "UTC";

/** The zone if this runtime knows it, UTC otherwise: the value comes from a cookie. */
export function knownTimeZone(value: string | undefined): string {
  if (!value) return DEFAULT_TIME_ZONE;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: value }).resolvedOptions().timeZone;
  } catch {
    return DEFAULT_TIME_ZONE;
  }
}
