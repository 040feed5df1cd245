import type { Tone } from "#components/ui/tag.tsx";

/** From this severity on, a case is marked in red. */
const HEAVY_SEVERITY = 4;

export function severityTone(severity: number): Tone {
  if (severity >= HEAVY_SEVERITY) return "bad";
  return severity === 3 ? "warn" : "neutral";
}
