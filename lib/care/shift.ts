const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

type Local = { year: number; month: number; day: number; hour: number; minute: number; second: number };

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format takes longer than all else here; zones are few. */
function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formats.set(timeZone, made);
  return made;
}

function localTime(at: Date, timeZone: string): Local {
  const parts = formatIn(timeZone).formatToParts(at);
  const read = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value ?? 0);
  return {
    year: read("year"),
    month: read("month"),
    day: read("day"),
    hour: read("hour"),
    minute: read("minute"),
    second: read("second"),
  };
}

/** Local minus UTC at that moment, milliseconds. */
function offsetAt(at: number, timeZone: string): number {
  const { year, month, day, hour, minute, second } = localTime(new Date(at), timeZone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

/** The moment at which clocks in a zone show this wall time; where a clock change skips it, the moment of the change. */
function fromLocal(wall: number, timeZone: string): number {
  const guess = wall - offsetAt(wall, timeZone);
  return wall - offsetAt(guess, timeZone);
}

/**
 * When the shift of this moment began: the last time that clocks in the person's zone showed the hour. A shift across
 * midnight is so one shift, whatever the zone and its summer time.
 * @param hour 0 to 23
 */
export function shiftStart(now: Date, timeZone: string, hour: number): Date {
  const { year, month, day } = localTime(now, timeZone);
  const today = Date.UTC(year, month - 1, day, hour);
  const starts = [today, today - DAY_MS].map((wall) => fromLocal(wall, timeZone));
  return new Date(starts.find((start) => start <= now.getTime()) ?? now.getTime() - DAY_MS);
}
