/** What was chosen in the palette lately, the newest first. Kept in this browser: it is a convenience, not a record. */
const STORAGE_KEY = "docket.palette";
const MOST_KEPT = 20;

export function recentEntries(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((entry): entry is string => typeof entry === "string") : [];
  } catch {
    return [];
  }
}

export function rememberEntry(id: string): void {
  try {
    const kept = [id, ...recentEntries().filter((entry) => entry !== id)].slice(0, MOST_KEPT);
    localStorage.setItem(STORAGE_KEY, JSON.stringify(kept));
  } catch {
    // Storage is blocked: nothing is remembered, and the order is by match alone.
  }
}
