import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const countsSchema = z.object({
  sent: z.number(),
  accepted: z.number(),
  unchanged: z.number(),
  refused: z.number(),
});
/** `refused` counts lines that were not sent, too. */
export type Counts = z.infer<typeof countsSchema>;

/** What must be the same for a position to mean anything. */
const sourceSchema = z.object({
  file: z.string(),
  url: z.string(),
  size: z.number(),
  mtimeMs: z.number(),
  rules: z.string(),
});
export type SourceIdentity = z.infer<typeof sourceSchema>;

const stateSchema = z.object({
  source: sourceSchema,
  /** All before this byte and line was acknowledged. */
  position: z.object({ offset: z.number(), line: z.number() }),
  counts: countsSchema,
  reportFile: z.string().nullable(),
  /** The length of the report at this position; what a killed run wrote behind it is cut off. */
  reportBytes: z.number(),
  done: z.boolean(),
});
export type IngestState = z.infer<typeof stateSchema>;

/** The file that keeps the position of `source`: one for each file and server. */
export function stateFile(folder: string, source: { file: string; url: string }): string {
  const name = createHash("sha256").update(`${source.file}\n${source.url}`).digest("hex").slice(0, 24);
  return path.join(folder, `${name}.json`);
}

/** The stored state, or null where there is none that can be read. */
export function readState(file: string): IngestState | null {
  try {
    return stateSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}

/** Replaced in one step: a kill leaves the old or the new one. */
export function writeState(file: string, state: IngestState): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(state, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

export const NOTHING_YET: Pick<IngestState, "position" | "counts" | "reportBytes"> = {
  position: { offset: 0, line: 0 },
  counts: { sent: 0, accepted: 0, unchanged: 0, refused: 0 },
  reportBytes: 0,
};

/**
 * Where to go on: the stored position if it belongs to this very file, mapping and server, else the
 * beginning, with the reason if there was something to go on from.
 */
export function startFrom(
  stored: IngestState | null,
  source: SourceIdentity,
): { state: IngestState | null; reason: string | null } {
  if (!stored) return { state: null, reason: null };
  if (stored.source.size !== source.size || stored.source.mtimeMs !== source.mtimeMs)
    return { state: null, reason: "the file has changed since the last run" };
  if (stored.source.rules !== source.rules)
    return { state: null, reason: "the mapping has changed since the last run" };
  return { state: stored, reason: null };
}
