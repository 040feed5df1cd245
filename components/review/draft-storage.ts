import { type Draft, EMPTY_DRAFT } from "./draft.ts";

/** Drafts outlive a reload and a lapsed session; they end with the browser's tab. */
const STORAGE_KEY = "docket.drafts";
const MOST_KEPT = 50;

export function loadDrafts(): Record<number, Draft> {
  try {
    const kept = JSON.parse(sessionStorage.getItem(STORAGE_KEY) ?? "{}") as Record<number, Partial<Draft>>;
    return Object.fromEntries(
      Object.entries(kept).map(([number, draft]) => [number, { ...EMPTY_DRAFT, ...draft }]),
    );
  } catch {
    return {};
  }
}

export function saveDrafts(drafts: Readonly<Record<number, Draft>>): void {
  try {
    const entries = Object.entries(drafts).slice(-MOST_KEPT);
    sessionStorage.setItem(STORAGE_KEY, JSON.stringify(Object.fromEntries(entries)));
  } catch {
    // Storage is blocked or full: drafts then live as long as the page.
  }
}
