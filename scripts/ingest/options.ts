import { parseArgs } from "node:util";
import { CONTENT_LIMITS } from "#lib/content/schema.ts";
import { IngestFailure } from "./failure.ts";
import { type FieldRule, parseFieldRule } from "./mapping.ts";

export interface Options {
  file: string;
  url: string;
  key: string | null;
  batch: number;
  concurrency: number;
  limit: number | null;
  dryRun: boolean;
  restart: boolean;
  report: string | null;
  rules: FieldRule[];
}

/** What an installation beside the script knows. */
export interface Defaults {
  url: string | null;
  demoKey: string | null;
}

const DEFAULT_URL = "http://localhost:3000";
const DEFAULT_CONCURRENCY = 2;
const MAX_CONCURRENCY = 16;

export const HELP = `npm run ingest -- FILE [options]

Sends a file of JSON lines to Docket's API. FILE may be compressed with gzip; - is standard input.
A line has the API's own fields (externalId, text, …), or id, text and lang, or what --map says.
Stopped at any moment, the same command goes on where it stopped.

  --map FIELD=NAME     take FIELD of the API from NAME in the line; dots go further in
                       (--map externalId=post_id --map text=body --map account.externalId=user.name)
  --set FIELD=VALUE    the same VALUE for every item (--set surface=comments)
  --url URL            where Docket is (default: the installation here, or ${DEFAULT_URL})
  --key KEY            API key with the scope content:write (default: DOCKET_API_KEY, or the demo's key)
  --batch N            items in one request, at most ${CONTENT_LIMITS.batchItems} (default ${CONTENT_LIMITS.batchItems})
  --concurrency N      requests at once, at most ${MAX_CONCURRENCY} (default ${DEFAULT_CONCURRENCY})
  --limit N            stop after N lines; the next run goes on from there
  --dry-run            check the lines here and send nothing
  --restart            begin anew, whatever earlier runs have done
  --report PATH        where refused lines are listed (default: FILE.refused.jsonl)

Ends with 0 when every line was taken, 2 when some were refused, 1 when it could not go on.`;

/**
 * Reads the command line; null when help is asked for.
 * @throws IngestFailure when something is not right
 */
export function readOptions(
  args: string[],
  environmentKey: string | undefined,
  defaults: Defaults,
): Options | null {
  const { values, positionals } = parse(args);
  if (values.help) return null;
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new IngestFailure(`Name one file.\n\n${HELP}`);
  return {
    file,
    url: readUrl(values.url ?? defaults.url ?? DEFAULT_URL),
    key: values.key || environmentKey || defaults.demoKey,
    batch: readCount("batch", values.batch, CONTENT_LIMITS.batchItems) ?? CONTENT_LIMITS.batchItems,
    concurrency: readCount("concurrency", values.concurrency, MAX_CONCURRENCY) ?? DEFAULT_CONCURRENCY,
    limit: readCount("limit", values.limit, Number.MAX_SAFE_INTEGER),
    dryRun: values["dry-run"] ?? false,
    restart: values.restart ?? false,
    report: values.report ?? null,
    rules: [
      ...(values.map ?? []).map((text) => parseFieldRule("map", text)),
      ...(values.set ?? []).map((text) => parseFieldRule("set", text)),
    ],
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        url: { type: "string" },
        key: { type: "string" },
        batch: { type: "string" },
        concurrency: { type: "string" },
        limit: { type: "string" },
        report: { type: "string" },
        map: { type: "string", multiple: true },
        set: { type: "string", multiple: true },
        "dry-run": { type: "boolean" },
        restart: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new IngestFailure(`${(error as Error).message}\n\n${HELP}`);
  }
}

function readUrl(text: string): string {
  const url = URL.parse(text);
  if (url?.protocol !== "http:" && url?.protocol !== "https:")
    throw new IngestFailure(`--url ${text}: write an address such as https://docket.example.org.`);
  return url.href.replace(/\/+$/, "");
}

function readCount(name: string, text: string | undefined, max: number): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > max)
    throw new IngestFailure(`--${name} ${text}: write a whole number from 1 to ${max}.`);
  return value;
}
