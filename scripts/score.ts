import { createWriteStream } from "node:fs";
import { access } from "node:fs/promises";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { createGzip } from "node:zlib";
import { readLines, scoreLines } from "#lib/scoring/index.ts";

const USAGE = `Scores texts with the text model; needs no server and no database.

  npm run score -- IN.jsonl OUT.jsonl [--version N] [--models DIR] [--threads 1]

  IN.jsonl   one JSON object a line: id, text, optionally lang
  OUT.jsonl  one JSON object a line, in the same order: id, signals {label: probability}, model
             and, from version 2 on, definitions {label/source: probability}: the label as one source defines it
  A name that ends in .gz is read or written compressed. A label the model has no head for is not in signals.
  Lines that cannot be read are named on the error output and left out.

  Exit code: 0 all lines scored, 1 some lines left out, 2 wrong use, 3 stopped half-way.
`;

function fail(message: string): never {
  console.error(`${message}\n\n${USAGE}`);
  process.exit(2);
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        version: { type: "string" },
        models: { type: "string" },
        threads: { type: "string", default: "1" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    return fail((error as Error).message);
  }
}

const { values, positionals } = readArguments();
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}
const [input, output, ...more] = positionals;
if (!input || !output || more.length > 0) fail("Two files are needed: IN.jsonl and OUT.jsonl.");
if (resolve(input) === resolve(output)) fail("IN and OUT are the same file.");
const threads = Number(values.threads);
if (!Number.isInteger(threads) || threads < 1) fail("--threads should be a whole number from 1.");
await access(input).catch(() => fail(`${input} cannot be read.`));

let scored = 0;
let bad = 0;
const onBadLine = (line: number, reason: string) => {
  bad++;
  console.error(`${input}:${line} ${reason}`);
};
const options = { modelsDir: values.models, version: values.version, threads };
async function* counted(path: string) {
  for await (const line of scoreLines(readLines(path), onBadLine, options)) {
    scored++;
    yield line;
  }
}

const started = performance.now();
const rows = Readable.from(counted(input));
const target = createWriteStream(output);
try {
  await (output.endsWith(".gz") ? pipeline(rows, createGzip(), target) : pipeline(rows, target));
} catch (error) {
  console.error(`Stopped after ${scored} texts: ${(error as Error).message}`);
  process.exit(3);
}
const seconds = (performance.now() - started) / 1000;
const speed = Math.round(scored / seconds);
console.error(`${scored} texts scored in ${seconds.toFixed(1)} s (${speed} a second), ${bad} lines left out`);
process.exitCode = bad > 0 ? 1 : 0;
