// `npm run ingest`: sends a file of JSON lines through the platform's API.
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { checkItems, describeErrors } from "./ingest/check-items.ts";
import { IngestFailure } from "./ingest/failure.ts";
import { type Deliver, ingestFile } from "./ingest/ingest-file.ts";
import { HELP, type Options, readOptions } from "./ingest/options.ts";
import { showProgress } from "./ingest/progress.ts";
import { reportFileFor } from "./ingest/report-file.ts";
import { type Link, sendBatch } from "./ingest/send-batch.ts";
import { summaryText } from "./ingest/summary-text.ts";
import { DATA_FOLDER, readInstallation } from "./installation.ts";

const STATE_FOLDER = path.resolve(DATA_FOLDER, "ingest");
/** npm runs scripts in the project's folder; paths are meant from where the command was given. */
const CALLED_FROM = process.env.INIT_CWD || process.cwd();
const EXIT = { taken: 0, failed: 1, refused: 2, interrupted: 130 } as const;

const startedAt = Date.now();
const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stopping.abort());

try {
  process.exitCode = await main();
} catch (error) {
  // A full disk or a folder that may not be written is told as well as our own reasons.
  const expected = error instanceof IngestFailure || (error as NodeJS.ErrnoException).syscall !== undefined;
  if (stopping.signal.aborted) console.error("\nStopped. The same command goes on from here.");
  else console.error(`\nNot finished. ${expected ? (error as Error).message : (error as Error).stack}`);
  process.exitCode = stopping.signal.aborted ? EXIT.interrupted : EXIT.failed;
} finally {
  stopping.abort();
}
// Standard input may still be open.
process.exit();

async function main(): Promise<number> {
  const installation = readInstallation();
  const options = readOptions(process.argv.slice(2), process.env.DOCKET_API_KEY, {
    url: installation?.url ?? null,
    demoKey: installation?.demo?.apiKey ?? null,
  });
  if (!options) {
    console.log(HELP);
    return EXIT.taken;
  }
  const view = showProgress(process.stderr, startedAt, Date.now);
  try {
    const file = options.file === "-" ? "-" : path.resolve(CALLED_FROM, options.file);
    const summary = await ingestFile({
      ...options,
      file,
      stdin: process.stdin,
      stateFolder: options.dryRun ? null : STATE_FOLDER,
      // A trial must not touch the list of the real run.
      reportFile:
        options.dryRun && options.report === null
          ? null
          : reportFileFor(file, options.report, CALLED_FROM, STATE_FOLDER),
      deliver: options.dryRun ? async (items) => checkItems(items) : overHttp(options, view.notice),
      notice: view.notice,
      onProgress: view.update,
    });
    view.stop();
    console.log(summaryText(summary, startedAt, Date.now(), options.dryRun));
    return summary.counts.refused > 0 ? EXIT.refused : EXIT.taken;
  } finally {
    view.stop();
  }
}

function overHttp({ url, key }: Options, notice: (text: string) => void): Deliver {
  if (!key)
    throw new IngestFailure(
      "No API key. Set DOCKET_API_KEY or --key; an admin makes one in Docket under Settings.",
    );
  const link: Link = {
    url,
    key,
    notice,
    signal: stopping.signal,
    fetch,
    now: Date.now,
    wait: (ms) => wait(ms, undefined, { signal: stopping.signal }),
    random: Math.random,
    pausedUntil: 0,
    answered: false,
    maxItems: Number.POSITIVE_INFINITY,
  };
  return async (items) =>
    (await sendBatch(items, link)).map(({ status, externalId, errors }) => ({
      status,
      externalId,
      reason: describeErrors(errors ?? []),
    }));
}
