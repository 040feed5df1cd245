import type { IngestSummary } from "./ingest-file.ts";
import { count, duration, secondsBetween } from "./progress.ts";

/** The report at the end of a run, for people. */
export function summaryText(summary: IngestSummary, fromMs: number, toMs: number, dryRun: boolean): string {
  const { counts, before } = summary;
  if (summary.alreadyDone)
    return [
      "This file was sent in whole by an earlier run; --restart sends it again.",
      countsLine(summary, dryRun),
      ...refusedLines(summary),
    ].join("\n");
  const lines = counts.accepted + counts.unchanged + counts.refused;
  const linesBefore = before.accepted + before.unchanged + before.refused;
  const seconds = secondsBetween(fromMs, toMs);
  const text = [countsLine(summary, dryRun)];
  if (linesBefore > 0) text.push(`  of these ${count(linesBefore)} lines by earlier runs`);
  const now = lines - linesBefore;
  text.push(`  ${count(now)} lines in ${duration(seconds)}, ${count(now / seconds)} a second`);
  return [...text, ...refusedLines(summary)].join("\n");
}

function countsLine({ counts }: IngestSummary, dryRun: boolean): string {
  return dryRun
    ? `Nothing was sent. ${count(counts.accepted)} right, ${count(counts.refused)} would be refused.`
    : `${count(counts.sent)} sent: ${count(counts.accepted)} accepted, ${count(counts.unchanged)} unchanged. ${count(counts.refused)} refused.`;
}

function refusedLines({ counts, firstRefusals, reportFile }: IngestSummary): string[] {
  const lines = firstRefusals.map(
    ({ line, externalId, reason }) =>
      `  line ${line}${externalId === null ? "" : ` (${printable(externalId)})`}: ${printable(reason)}`,
  );
  if (counts.refused > firstRefusals.length && firstRefusals.length > 0) lines.push("  …");
  if (reportFile) lines.push(`All refused lines: ${reportFile}`);
  return lines;
}

/** What came with the data must not steer the terminal. */
function printable(text: string): string {
  return text.replace(/\p{C}/gu, "�").slice(0, 300);
}
