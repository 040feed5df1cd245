/** Item ids begin with the millisecond they were made in (UUID version 7), so a time is a place among them. */
const TIME_DIGITS = 12;

/** The first id that an item of this moment can have. */
export function firstIdAt(time: Date): string {
  const digits = Math.max(0, time.getTime()).toString(16).padStart(TIME_DIGITS, "0");
  return `${digits.slice(0, 8)}-${digits.slice(8)}-0000-0000-000000000000`;
}

/** The moment an id was made in. */
export function timeOfId(id: string): Date {
  return new Date(Number.parseInt(id.replaceAll("-", "").slice(0, TIME_DIGITS), 16));
}

/** Above every id there is. */
export const LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";
