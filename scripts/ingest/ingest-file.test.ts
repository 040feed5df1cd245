import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { IngestFailure } from "./failure.ts";
import { type IngestJob, type ItemOutcome, ingestFile } from "./ingest-file.ts";

let folder: string;
let delivered: string[][];
let notices: string[];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "docket-ingest-"));
  delivered = [];
  notices = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const idOf = (json: string): string => JSON.parse(json).externalId;

/** Takes all but ids that begin with "bad". */
async function take(items: readonly string[]): Promise<ItemOutcome[]> {
  delivered.push(items.map(idOf));
  return items.map(idOf).map((externalId) => ({
    externalId,
    status: externalId.startsWith("bad") ? "refused" : "accepted",
    reason: externalId.startsWith("bad") ? "text: not this" : "",
  }));
}

function aJob(overrides: Partial<IngestJob> = {}): IngestJob {
  return {
    file: path.join(folder, "posts.jsonl"),
    stdin: Readable.from([]),
    url: "http://localhost",
    rules: [],
    batch: 2,
    concurrency: 2,
    limit: null,
    restart: false,
    stateFolder: path.join(folder, "state"),
    reportFile: path.join(folder, "posts.jsonl.refused.jsonl"),
    deliver: take,
    notice: (text) => notices.push(text),
    onProgress: () => undefined,
    ...overrides,
  };
}

function write(ids: string[], name = "posts.jsonl"): string {
  const file = path.join(folder, name);
  const text = ids
    .map((id) => (id === "" ? "\n" : `${JSON.stringify({ id, text: `text of ${id}` })}\n`))
    .join("");
  writeFileSync(file, name.endsWith(".gz") ? gzipSync(text) : text);
  return file;
}

const report = (job: IngestJob) =>
  readFileSync(job.reportFile ?? "", "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
const ids = (count: number) => Array.from({ length: count }, (_, i) => `${i}`);

describe("ingestFile", () => {
  it("sends every line once, blank ones left out, and counts them", async () => {
    write(["0", "", "1", "2", "", "3", "4"]);
    const summary = await ingestFile(aJob());
    expect(delivered.flat()).toEqual(ids(5));
    expect(summary.counts).toEqual({ sent: 5, accepted: 5, unchanged: 0, refused: 0 });
    expect(summary.reportFile).toBeNull();
    expect(existsSync(aJob().reportFile ?? "")).toBe(false);
  });

  it("reads gzip by its content, whatever the name, and standard input", async () => {
    const file = path.join(folder, "posts.jsonl");
    writeFileSync(file, gzipSync('{"id":"a","text":"x"}\n'));
    await ingestFile(aJob());
    await ingestFile(aJob({ file: "-", stdin: Readable.from([Buffer.from('{"id":"b","text":"x"}')]) }));
    await ingestFile(aJob({ file: "-", stdin: Readable.from([gzipSync('{"id":"c","text":"x"}')]) }));
    await ingestFile(aJob({ file: "-", stdin: Readable.from([]) }));
    expect(delivered).toEqual([["a"], ["b"], ["c"]]);
  });

  it("reports refused lines with number, id and reason, those not sent among those sent", async () => {
    const file = write(["0", "bad1", "2"]);
    writeFileSync(file, `${readFileSync(file, "utf8")}{broken\n${JSON.stringify({ id: "bad2", text: "x" })}`);
    const job = aJob({ batch: 3 });
    const summary = await ingestFile(job);
    expect(summary.counts).toEqual({ sent: 4, accepted: 2, unchanged: 0, refused: 3 });
    expect(report(job)).toMatchObject([
      { line: 2, externalId: "bad1", reason: "text: not this" },
      { line: 4, externalId: null, reason: expect.stringContaining("not valid JSON") },
      { line: 5, externalId: "bad2" },
    ]);
    expect(summary.firstRefusals).toEqual(report(job));
  });

  for (const name of ["posts.jsonl", "posts.jsonl.gz"])
    it(`a failed run goes on behind what was acknowledged, reports nothing twice (${name})`, async () => {
      const file = write(["0", "bad1", "2", "bad3", "4", "5", "bad6", "7"], name);
      const failing = aJob({
        file,
        deliver: async (items) => {
          if (items.map(idOf).includes("4")) throw new IngestFailure("gone");
          return take(items);
        },
      });
      await expect(ingestFile(failing)).rejects.toThrow("gone");
      delivered = [];
      const summary = await ingestFile(aJob({ file }));
      expect(notices).toEqual(["going on behind line 4"]);
      expect(delivered.flat()).toEqual(["4", "5", "bad6", "7"]);
      expect(summary.before.accepted).toBe(2);
      expect(summary.counts).toEqual({ sent: 8, accepted: 5, unchanged: 0, refused: 3 });
      expect(report(aJob()).map((refusal) => refusal.line)).toEqual([2, 4, 7]);
    });

  it("what a killed run reported but did not acknowledge is reported once", async () => {
    write(["bad0", "1", "bad2", "3"]);
    const job = aJob({ limit: 2 });
    await ingestFile(job);
    // As if the process had died between the report and the position.
    writeFileSync(job.reportFile ?? "", `${readFileSync(job.reportFile ?? "", "utf8")}{"line":3}\n{"li`);
    await ingestFile(aJob());
    expect(report(job).map((refusal) => refusal.line)).toEqual([1, 3]);
  });

  it("acknowledges in the order of the file, even when a later batch is answered first", async () => {
    write(ids(6));
    const first = Promise.withResolvers<void>();
    const job = aJob({
      deliver: async (items) => {
        if (items.map(idOf).includes("0")) await first.promise;
        else first.reject(new IngestFailure("lost"));
        return take(items);
      },
    });
    await expect(ingestFile(job)).rejects.toThrow("lost");
    delivered = [];
    await ingestFile(aJob());
    expect(delivered.flat()).toEqual(ids(6));
  });

  it("has no more batches under way than asked for", async () => {
    write(ids(40));
    let now = 0;
    let most = 0;
    const deliver = async (items: readonly string[]) => {
      most = Math.max(most, ++now);
      await new Promise(setImmediate);
      now -= 1;
      return take(items);
    };
    await ingestFile(aJob({ deliver, concurrency: 3 }));
    expect(most).toBe(3);
  });

  it("a file sent in whole is not sent again, unless it changed, its mapping did, or one asks for it", async () => {
    write(ids(3));
    await ingestFile(aJob());
    expect(await ingestFile(aJob())).toMatchObject({ alreadyDone: true, counts: { accepted: 3 } });
    expect(delivered.flat()).toHaveLength(3);
    await ingestFile(aJob({ restart: true }));
    expect(delivered.flat()).toHaveLength(6);
    write(ids(4));
    await ingestFile(aJob());
    expect(delivered.flat()).toHaveLength(10);
    await ingestFile(aJob({ rules: [{ target: "surface", from: { constant: "feed" } }] }));
    expect(delivered.flat()).toHaveLength(14);
    expect(notices.map((notice) => notice.split(" ").slice(0, 2).join(" "))).toEqual([
      "the file",
      "the mapping",
    ]);
  });

  it("a limit stops early, and the next run goes on", async () => {
    write(ids(5));
    await ingestFile(aJob({ limit: 3 }));
    expect(delivered.flat()).toEqual(ids(3));
    await ingestFile(aJob());
    expect(delivered.flat()).toEqual(ids(5));
  });

  it("keeps a request within the API's size", async () => {
    const file = path.join(folder, "posts.jsonl");
    const text = "x".repeat(3 * 1024 * 1024);
    writeFileSync(
      file,
      ids(3)
        .map((id) => `${JSON.stringify({ id, text })}\n`)
        .join(""),
    );
    await ingestFile(aJob({ batch: 500 }));
    expect(delivered).toEqual([["0", "1"], ["2"]]);
  });

  it("says what is wrong with a file: absent, a folder, UTF-16, cut off", async () => {
    await expect(ingestFile(aJob())).rejects.toThrow("There is no file");
    await expect(ingestFile(aJob({ file: folder }))).rejects.toThrow("is a folder");
    writeFileSync(aJob().file, Buffer.from("\ufeff{}", "utf16le"));
    await expect(ingestFile(aJob())).rejects.toThrow("UTF-16");
    writeFileSync(aJob().file, gzipSync('{"id":"1","text":"x"}\n'.repeat(1000)).subarray(0, -20));
    await expect(ingestFile(aJob())).rejects.toThrow("damaged or cut off");
  });
});
