import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readLines } from "./read-lines.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "docket-lines-"));
});
afterAll(() => rm(folder, { recursive: true }));

const TEXT = `first\r\n\nläst ${"é漢😂".repeat(30_000)}\nwithout an end`;

it.each([
  ["plain.jsonl", Buffer.from(TEXT)],
  ["packed.jsonl.gz", gzipSync(TEXT)],
])("reads %s line by line, characters whole", async (name, bytes) => {
  const path = join(folder, name);
  await writeFile(path, bytes);
  expect(await Array.fromAsync(readLines(path))).toEqual(TEXT.split(/\r?\n/));
});

it("fails on a file cut short or missing", async () => {
  const path = join(folder, "cut.gz");
  await writeFile(path, gzipSync(TEXT).subarray(0, 50));
  await expect(Array.fromAsync(readLines(path))).rejects.toThrow("unexpected end");
  await expect(Array.fromAsync(readLines(join(folder, "none")))).rejects.toThrow("ENOENT");
});
