import type { FieldRule } from "./mapping.ts";
import { parseLine, type Refusal, type Sendable } from "./parse-line.ts";
import type { Line, Position } from "./read-lines.ts";

/** What goes into one request, with what was refused on the way to it. */
export interface Batch {
  items: Sendable[];
  refusals: Refusal[];
  /** When all of this batch is acknowledged, reading may go on here. */
  end: Position;
}

export interface BatchLimits {
  items: number;
  bytes: number;
  /** Lines, blank ones not counted; all of them when null. */
  lines: number | null;
}

/** Groups lines into batches within the limits of a request. */
export async function* toBatches(
  lines: AsyncIterable<Line>,
  rules: readonly FieldRule[],
  limits: BatchLimits,
): AsyncGenerator<Batch> {
  let batch: Batch = { items: [], refusals: [], end: { offset: 0, line: 0 } };
  let bytes = 0;
  let taken = 0;
  const full = () => batch.items.length + batch.refusals.length >= limits.items;

  for await (const line of lines) {
    const parsed = parseLine(line.line, line.bytes, rules, limits.bytes);
    const end = { offset: line.offset, line: line.line };
    if (parsed && "json" in parsed) {
      const size = parsed.bytes + 1;
      if (bytes + size > limits.bytes && batch.items.length > 0) {
        yield batch;
        batch = { items: [], refusals: [], end };
        bytes = 0;
      }
      batch.items.push(parsed);
      bytes += size;
    } else if (parsed) batch.refusals.push(parsed);
    batch.end = end;
    if (parsed) taken += 1;
    if (full()) {
      yield batch;
      batch = { items: [], refusals: [], end };
      bytes = 0;
    }
    if (limits.lines !== null && taken >= limits.lines) break;
  }
  // Even of blank lines alone: the position moves behind them.
  if (batch.end.line > 0) yield batch;
}
