import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LINE_LIMIT, parseImportLine, type RawLine, splitLines } from "./parse-import.ts";
import { bytesOf } from "./testing.ts";

const LABELS = ["hate", "spam"];
const parse = (line: unknown) =>
  parseImportLine(typeof line === "string" ? line : JSON.stringify(line), LABELS);

async function split(text: string, piece?: number): Promise<RawLine[]> {
  const lines: RawLine[] = [];
  for await (const line of splitLines(bytesOf(text, piece))) lines.push(line);
  return lines;
}

describe("a line of an import", () => {
  it("is a text with an id; language and known answer may stand with it", () => {
    expect(parse({ id: "a", text: "hello", other: 1 })).toEqual({
      id: "a",
      text: "hello",
      language: null,
      gold: null,
    });
    expect(parse({ id: "b", text: "سلام", lang: "fa", gold: ["spam", "hate", "spam"] })).toEqual({
      id: "b",
      text: "سلام",
      language: "fa",
      gold: ["hate", "spam"],
    });
    expect(parse({ id: "c", text: "nothing holds", gold: [] })).toMatchObject({ gold: [] });
  });
  it.each([
    ["{", /not JSON/],
    ["[]", /object/],
    [{ text: "no id" }, /^id: /],
    [{ id: "a", text: "   " }, /^text: /],
    [{ id: "a", text: 7 }, /^text: /],
    [{ id: "a", text: "NUL \0" }, /NUL/],
    [{ id: "a", text: "x".repeat(20_001) }, /^text: /],
    [{ id: "a", text: "x", gold: ["wit"] }, /no label "wit".*hate, spam/],
    [{ id: "a", text: "x", gold: "hate" }, /^gold: /],
  ])("%j is refused with a reason", (line, reason) => {
    expect(parse(line)).toMatchObject({ reason: expect.stringMatching(reason) });
  });
});

describe("lines of a stream", () => {
  it("keep their numbers when blank ones lie between, whatever ends them", async () => {
    expect(await split("\uFEFFone\r\n\n  \ntwo\nthree")).toEqual([
      { number: 1, text: "one" },
      { number: 4, text: "two" },
      { number: 5, text: "three" },
    ]);
  });
  it("one that is too long is named by its number, and the next is whole", async () => {
    expect(await split(`a\n${"x".repeat(LINE_LIMIT + 1)}\nb\n`)).toEqual([
      { number: 1, text: "a" },
      { number: 2, tooLong: true },
      { number: 3, text: "b" },
    ]);
  });
  it("property: the pieces they come in do not matter", async () => {
    const text = fc.string({ unit: fc.constantFrom("a", "ب", "😀", "\n", "\r\n", " ") });
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 7 }), async (any, piece) => {
        expect(await split(any, piece)).toEqual(await split(any, 1_000_000));
      }),
    );
  });
});
