/** What somebody typed and has not saved; it outlives a reload, a conflict and a lapsed session in this tab. */
export type KeptWork<T> = { revision: number; value: T };

export function keepWork<T>(key: string, work: KeptWork<T> | null): void {
  try {
    if (work) sessionStorage.setItem(key, JSON.stringify(work));
    else sessionStorage.removeItem(key);
  } catch {
    // Storage is blocked or full: the work then lives as long as the page.
  }
}

export function keptWork<T>(key: string): KeptWork<T> | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "null") as KeptWork<T> | null;
  } catch {
    return null;
  }
}
