import type { Readable } from "node:stream";
import { type Batch, toBatches } from "./batches.ts";
import { inOrder } from "./in-order.ts";
import type { FieldRule } from "./mapping.ts";
import { fileFacts, openSource } from "./open-source.ts";
import type { Refusal } from "./parse-line.ts";
import { readLines } from "./read-lines.ts";
import { RefusalReport } from "./refusal-report.ts";
import { REQUEST_BYTES } from "./request-bytes.ts";
import {
  type Counts,
  type IngestState,
  NOTHING_YET,
  readState,
  type SourceIdentity,
  startFrom,
  stateFile,
  writeState,
} from "./state-file.ts";

/** What became of one item; `reason` where it was refused. */
export interface ItemOutcome {
  status: "accepted" | "unchanged" | "refused";
  externalId: string | null;
  reason: string;
}

/** Takes the items of one batch, as JSON; answers in their order. */
export type Deliver = (items: readonly string[]) => Promise<ItemOutcome[]>;

export interface Progress {
  /** Lines taken in this run, blank ones not counted. */
  lines: number;
  refused: number;
  /** The share of the input that is acknowledged, 0 to 1; null when its length is unknown. */
  share: number | null;
}

export interface IngestJob {
  /** An absolute path, or `-` for standard input. */
  file: string;
  stdin: Readable;
  url: string;
  rules: readonly FieldRule[];
  batch: number;
  concurrency: number;
  /** Lines to take in this run; all of them when null. */
  limit: number | null;
  restart: boolean;
  /** Where the position is kept; null when the run leaves nothing behind. */
  stateFolder: string | null;
  /** Where refused lines are written; null when the run leaves nothing behind. */
  reportFile: string | null;
  deliver: Deliver;
  notice: (text: string) => void;
  onProgress: (progress: Progress) => void;
}

export interface IngestSummary {
  /** Of the whole file, earlier runs included. */
  counts: Counts;
  /** What earlier runs had done. */
  before: Counts;
  /** Of this run, as many as are worth printing; the report has all. */
  firstRefusals: Refusal[];
  /** Null when no line was refused, or none was to be written. */
  reportFile: string | null;
  /** An earlier run had come to the end of this very file. */
  alreadyDone: boolean;
}

const SHOWN_REFUSALS = 20;

/**
 * Brings a file through `deliver`, batch by batch, a few at once, acknowledged in the order of the file.
 * The position that is kept is always one up to which everything is acknowledged and reported.
 * @throws IngestFailure; what was acknowledged until then is kept
 */
export async function ingestFile(job: IngestJob): Promise<IngestSummary> {
  const facts = await fileFacts(job.file);
  const identity = facts && { file: job.file, url: job.url, ...facts, rules: JSON.stringify(job.rules) };
  const start = findStart(job, identity);
  const summary: IngestSummary = {
    counts: { ...start.counts },
    before: { ...start.counts },
    firstRefusals: [],
    reportFile: start.reportBytes > 0 ? job.reportFile : null,
    alreadyDone: start.done,
  };
  if (start.done) return summary;

  const source = await openSource(job.file, facts, start.position.offset, job.stdin);
  const report = job.reportFile === null ? null : new RefusalReport(job.reportFile, start.reportBytes);
  let { position } = start;
  let lines = 0;
  const save = (done: boolean) => {
    if (!identity || job.stateFolder === null) return;
    const state = { source: identity, position, counts: summary.counts, done };
    writeState(stateFile(job.stateFolder, identity), {
      ...state,
      reportFile: job.reportFile,
      reportBytes: report?.bytes ?? 0,
    });
  };
  const acknowledge = (batch: Batch, outcomes: ItemOutcome[]) => {
    const refusals = refusalsOf(batch, outcomes);
    report?.append(refusals);
    if (report && report.bytes > 0) summary.reportFile = report.file;
    summary.firstRefusals.push(...refusals.slice(0, SHOWN_REFUSALS - summary.firstRefusals.length));
    addCounts(summary.counts, outcomes, batch.refusals.length);
    position = batch.end;
    lines += batch.items.length + batch.refusals.length;
    save(false);
    const refused = summary.counts.refused - summary.before.refused;
    job.onProgress({ lines, refused, share: source.shareAt(position.offset) });
  };

  const batches = toBatches(readLines(source.chunks, start.position, REQUEST_BYTES), job.rules, {
    items: job.batch,
    bytes: REQUEST_BYTES,
    lines: job.limit,
  });
  await inOrder(batches, job.concurrency, (batch) => deliver(batch, job), acknowledge);
  save(job.limit === null || lines < job.limit);
  return summary;
}

type Start = Pick<IngestState, "position" | "counts" | "reportBytes" | "done">;

function findStart(job: IngestJob, identity: SourceIdentity | null): Start {
  const anew = { ...NOTHING_YET, done: false };
  if (!identity || job.stateFolder === null || job.restart) return anew;
  const { state, reason } = startFrom(readState(stateFile(job.stateFolder, identity)), identity);
  if (reason) job.notice(`${reason}: beginning anew`);
  if (!state) return anew;
  if (!state.done && state.position.line > 0) job.notice(`going on behind line ${state.position.line}`);
  return { ...state, reportBytes: state.reportFile === job.reportFile ? state.reportBytes : 0 };
}

function deliver(batch: Batch, job: IngestJob): Promise<ItemOutcome[]> {
  return batch.items.length === 0 ? Promise.resolve([]) : job.deliver(batch.items.map((item) => item.json));
}

function refusalsOf(batch: Batch, outcomes: ItemOutcome[]): Refusal[] {
  const refused = outcomes.flatMap(({ status, externalId, reason }, index) =>
    status === "refused" ? [{ line: batch.items[index]?.line ?? 0, externalId, reason }] : [],
  );
  return [...batch.refusals, ...refused].sort((a, b) => a.line - b.line);
}

function addCounts(counts: Counts, outcomes: ItemOutcome[], refusedUnsent: number): void {
  counts.sent += outcomes.length;
  counts.refused += refusedUnsent;
  for (const { status } of outcomes) counts[status] += 1;
}
