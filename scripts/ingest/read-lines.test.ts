import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { readLines } from "./read-lines.ts";

async function linesOf(text: string | Buffer, { chunk = 3, max = 100, from = { offset: 0, line: 0 } } = {}) {
  const bytes = Buffer.from(text as string);
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunk) }, (_, i) =>
    bytes.subarray(i * chunk, (i + 1) * chunk),
  );
  const lines = await Array.fromAsync(readLines(Readable.from(chunks), from, max));
  return lines.map((line) => ({ ...line, bytes: line.bytes?.toString("latin1") ?? null }));
}

describe("readLines", () => {
  it("splits at LF and CRLF, in chunks of any size, the last line without a break included", async () => {
    for (const chunk of [1, 2, 3, 64])
      expect(await linesOf("ab\r\n\nc\nd", { chunk })).toEqual([
        { line: 1, offset: 4, bytes: "ab" },
        { line: 2, offset: 5, bytes: "" },
        { line: 3, offset: 7, bytes: "c" },
        { line: 4, offset: 8, bytes: "d" },
      ]);
  });

  it("leaves out a byte order mark, at the beginning of the file only", async () => {
    const marked = await linesOf("\ufeffa\n\ufeffb\n");
    expect(marked[0]).toEqual({ line: 1, offset: 5, bytes: "a" });
    expect(marked[1]?.bytes).toHaveLength(4);
  });

  it("goes on behind a line that is too long, and knows where it is", async () => {
    expect(await linesOf(`${"x".repeat(50)}\nok\n`, { max: 10 })).toEqual([
      { line: 1, offset: 51, bytes: null },
      { line: 2, offset: 54, bytes: "ok" },
    ]);
    expect(await linesOf(`${"x".repeat(11)}\r\n`, { max: 10 })).toMatchObject([{ bytes: null }]);
    expect(await linesOf(`${"x".repeat(10)}\r\n`, { max: 10 })).toMatchObject([{ bytes: "x".repeat(10) }]);
  });

  it("an offset it gave is where the rest can be read from", async () => {
    const text = "one\r\ntwo\nthree";
    const [first] = await linesOf(text);
    const rest = await linesOf(text.slice(first?.offset), { from: { offset: first?.offset ?? 0, line: 1 } });
    expect(rest).toEqual((await linesOf(text)).slice(1));
  });

  it("an empty file has no lines", async () => {
    expect(await linesOf("")).toEqual([]);
  });
});
