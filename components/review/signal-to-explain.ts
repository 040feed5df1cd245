import type { CaseView } from "#lib/review/schema.ts";

/** The signal that put the case here, or else the strongest: the one to explain first. */
export function signalToExplain(view: Pick<CaseView, "reasons" | "signals">): string | null {
  const reason = view.reasons.find((entry) => entry.kind === "signal");
  if (reason) return reason.signal;
  const values = view.signals
    .filter((set) => set.provider !== null)
    .flatMap((set) => Object.entries(set.values));
  return values.sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}
