import { describe, expect, it } from "vitest";
import type { IngestSummary } from "./ingest-file.ts";
import { plainLines } from "./progress.ts";
import { summaryText } from "./summary-text.ts";

function printed(steps: { at: number; lines: number; refused?: number; share: number | null }[]): string[] {
  const written: string[] = [];
  let now = 0;
  const view = plainLines({ write: (text: string) => written.push(text) }, 0, () => now);
  for (const { at, lines, refused = 0, share } of steps) {
    now = at;
    view.update({ lines, refused, share });
  }
  return written;
}

describe("progress where no bar can be drawn", () => {
  it("prints a line every five seconds at most, with rate and time left", () => {
    const lines = printed([
      { at: 1000, lines: 1000, share: 0.1 },
      { at: 5000, lines: 5000, share: 0.5 },
      { at: 6000, lines: 6000, share: 0.6 },
      { at: 10_000, lines: 9000, refused: 4, share: 0.9 },
    ]);
    expect(lines).toEqual([
      "  50% · 5,000 lines · 1,000/s · 5 s left\n",
      "  90% · 9,000 lines · 900/s · 1 s left · 4 refused\n",
    ]);
  });

  it("a run that goes on does not count earlier lines into its rate or its time left", () => {
    const lines = printed([
      { at: 1000, lines: 500, share: 0.8 },
      { at: 6000, lines: 3000, share: 0.9 },
    ]);
    expect(lines).toEqual(["  90% · 3,000 lines · 500/s · 5 s left\n"]);
  });

  it("without a known length tells lines and rate alone", () => {
    expect(printed([{ at: 5000, lines: 10, share: null }])).toEqual(["  10 lines · 2/s\n"]);
  });
});

describe("the report at the end", () => {
  const summary: IngestSummary = {
    counts: { sent: 30, accepted: 20, unchanged: 8, refused: 4 },
    before: { sent: 10, accepted: 10, unchanged: 0, refused: 0 },
    firstRefusals: [{ line: 3, externalId: "a\u001b[2J", reason: "text: too long" }],
    reportFile: "/data/posts.jsonl.refused.jsonl",
    alreadyDone: false,
  };

  it("tells what became of the lines, how fast, and which were refused, without steering the terminal", () => {
    expect(summaryText(summary, 0, 11_000, false)).toBe(
      [
        "30 sent: 20 accepted, 8 unchanged. 4 refused.",
        "  of these 10 lines by earlier runs",
        "  22 lines in 11 s, 2 a second",
        "  line 3 (a�[2J): text: too long",
        "  …",
        "All refused lines: /data/posts.jsonl.refused.jsonl",
      ].join("\n"),
    );
  });

  it("says so when there was nothing left to do", () => {
    expect(summaryText({ ...summary, alreadyDone: true }, 0, 1, false)).toContain("--restart sends it again");
  });
});
