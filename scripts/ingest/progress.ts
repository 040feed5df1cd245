import cliProgress from "cli-progress";
import type { Progress } from "./ingest-file.ts";

/** Shows how far a run is, on standard error: its report goes to standard output. */
export interface ProgressView {
  update: (progress: Progress) => void;
  notice: (text: string) => void;
  stop: () => void;
}

interface Terminal {
  isTTY?: boolean;
  write: (text: string) => unknown;
}

/** Where lines pile up, as in a log, one every few seconds is enough. */
const LINE_EVERY_MS = 5000;

/** A bar on a terminal, plain lines elsewhere. */
export function showProgress(stream: NodeJS.WriteStream, startedAt: number, now: () => number): ProgressView {
  return stream.isTTY ? bar(stream, startedAt, now) : plainLines(stream, startedAt, now);
}

/** One line every few seconds. */
export function plainLines(stream: Terminal, startedAt: number, now: () => number): ProgressView {
  const rate = new Rate(startedAt);
  let printedAt = startedAt;
  return {
    update: (progress) => {
      const text = rate.describe(progress, now());
      if (now() - printedAt < LINE_EVERY_MS) return;
      printedAt = now();
      stream.write(`  ${text}\n`);
    },
    notice: (text) => stream.write(`  ${text}\n`),
    stop: () => undefined,
  };
}

const BAR_STEPS = 1000;

function bar(stream: NodeJS.WriteStream, startedAt: number, now: () => number): ProgressView {
  const rate = new Rate(startedAt);
  const bars = new cliProgress.MultiBar(
    {
      stream,
      format: "  {bar} {text}",
      hideCursor: true,
      barsize: 24,
      linewrap: false,
      stopOnComplete: false,
    },
    cliProgress.Presets.rect,
  );
  const only = bars.create(BAR_STEPS, 0, { text: "" });
  return {
    update: (progress) =>
      only.update(Math.round((progress.share ?? 0) * BAR_STEPS), { text: rate.describe(progress, now()) }),
    notice: (text) => bars.log(`  ${text}\n`),
    stop: () => bars.stop(),
  };
}

/** Lines done, a second, and the time that is left. */
class Rate {
  private readonly startedAt: number;
  // What an earlier run had done took no time in this one: time left is told from the first news on.
  private first: { share: number; at: number } | null = null;

  constructor(startedAt: number) {
    this.startedAt = startedAt;
  }

  describe({ lines, refused, share }: Progress, at: number): string {
    const parts = [`${count(lines)} lines`, `${count(lines / secondsBetween(this.startedAt, at))}/s`];
    if (share !== null) {
      parts.unshift(`${Math.floor(share * 100)}%`);
      this.first ??= { share, at };
      const sharePerSecond = (share - this.first.share) / secondsBetween(this.first.at, at);
      if (sharePerSecond > 0 && share < 1) parts.push(`${duration((1 - share) / sharePerSecond)} left`);
    }
    if (refused > 0) parts.push(`${count(refused)} refused`);
    return parts.join(" · ");
  }
}

/** At least a millisecond, so that it can be divided by. */
export function secondsBetween(from: number, to: number): number {
  return Math.max(to - from, 1) / 1000;
}

export function count(value: number): string {
  return Math.round(value).toLocaleString("en");
}

/** 8 s, 3 min 20 s, 2 h 5 min. */
export function duration(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
