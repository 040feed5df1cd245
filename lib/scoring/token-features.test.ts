import fc from "fast-check";
import { describe, expect, it } from "vitest";
import golden from "./token-features.golden.json" with { type: "json" };
import { extractTokens, hideTokens, MAX_TOKENS, TOKEN_SLOTS, TOKEN_SPACE } from "./token-features.ts";

const CAPITALS = 1;
const STRETCHED = 3;
const DISGUISED = 4;
const QUOTED = 5;

/** The numbers of each token, by the words they came from. */
function rowsOf(text: string): [word: string, row: number[]][] {
  const { count, ids, starts, ends } = extractTokens(text);
  return Array.from({ length: count }, (_, at) => [
    text.slice(starts[at], ends[at]),
    Array.from(ids.subarray(at * TOKEN_SLOTS, (at + 1) * TOKEN_SLOTS)).filter((id) => id !== 0),
  ]);
}

/** Numbers that two one-word texts share. */
function shared(a: string, b: string): number {
  const first = new Set(rowsOf(a)[0]?.[1] ?? []);
  return (rowsOf(b)[0]?.[1] ?? []).filter((id) => id >= 64 && first.has(id)).length;
}

describe("extractTokens", () => {
  it.each(golden)("gives $text the same tokens on every machine", ({ text, ids }) => {
    expect(Array.from(extractTokens(text).ids)).toEqual(ids);
  });

  it("keeps order: the same words the other way round are other tokens", () => {
    const ids = (text: string) => Array.from(extractTokens(text).ids);
    expect(ids("dog bites man")).not.toEqual(ids("man bites dog"));
    expect(ids("dog bites man").sort()).toEqual(ids("man bites dog").sort());
  });

  it.each([
    ["stupid", "stup1d"],
    ["stupid", "$tupid"],
    ["stupid", "s.t.u.p.i.d"],
    ["stupid", "s t u p i d"],
    ["stupid", "stuuuupid"],
    ["stupid", "stüpid"],
    ["stupid", "ѕtuріd"],
    ["stupid", "stu\u200bpid"],
    ["stupid", "ＳＴＵＰＩＤ"],
  ])("reads %s behind %s", (plain, disguised) => {
    expect(rowsOf(disguised).length).toBe(1);
    expect(shared(plain, disguised)).toBeGreaterThanOrEqual(10);
  });

  it("reads a word without its vowels as a relative", () => {
    expect(shared("stupid", "stpd")).toBeGreaterThanOrEqual(1);
    expect(shared("stupid", "garden")).toBe(0);
  });

  it("takes no number, ordinal or version for a disguise", () => {
    for (const word of ["2024", "2nd", "mp3", "covid19", "10pm"]) {
      expect(rowsOf(word)[0]?.[1], word).not.toContain(DISGUISED);
    }
    expect(rowsOf("sh1t")[0]?.[1]).toContain(DISGUISED);
  });

  it("says how a word looks and whether it stands in a quotation", () => {
    const rows = new Map(rowsOf('He said "get OUT" and it was sooooo loud'));
    expect(rows.get("get")).toContain(QUOTED);
    expect(rows.get("OUT")).toEqual(expect.arrayContaining([QUOTED, CAPITALS]));
    expect(rows.get("said")).not.toContain(QUOTED);
    expect(rows.get("and")).not.toContain(QUOTED);
    expect(rows.get("sooooo")).toContain(STRETCHED);
    expect(new Map(rowsOf('it is 5" wide and dark')).get("wide")).not.toContain(QUOTED);
  });

  it("reads scripts without spaces character by character, with their neighbours", () => {
    expect(rowsOf("今天天气").map(([word]) => word)).toEqual(["今", "天", "天", "气"]);
    expect(rowsOf("今天")[1]?.[1]).not.toEqual(rowsOf("明天")[1]?.[1]);
  });

  it("reads long words in pieces too, and stays within its bounds, whatever the text", () => {
    expect(rowsOf("donaudampfschifffahrt").length).toBeGreaterThan(1);
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        const { count, ids, starts, ends } = extractTokens(text);
        const isRow = (at: number) =>
          (ids[at * TOKEN_SLOTS] as number) > 0 &&
          (starts[at] as number) >= 0 &&
          (starts[at] as number) < (ends[at] as number) &&
          (ends[at] as number) <= text.length;
        return (
          ids.length === count * TOKEN_SLOTS &&
          ids.every((id) => id >= 0 && id < TOKEN_SPACE) &&
          Array.from({ length: count }, (_, at) => isRow(at)).every(Boolean)
        );
      }),
      { numRuns: 30 },
    );
    expect(extractTokens("word ".repeat(5_000)).count).toBe(MAX_TOKENS);
    expect(extractTokens("").count).toBe(0);
  });

  it("hides only what is asked to be hidden", () => {
    const tokens = extractTokens("one two three");
    const hidden = hideTokens(tokens, [1]);
    const row = (from: Int32Array, at: number) =>
      Array.from(from.subarray(at * TOKEN_SLOTS, (at + 1) * TOKEN_SLOTS));
    expect(row(hidden.ids, 0)).toEqual(row(tokens.ids, 0));
    expect(row(hidden.ids, 2)).toEqual(row(tokens.ids, 2));
    expect(row(hidden.ids, 1)).toEqual([63, ...new Array(TOKEN_SLOTS - 1).fill(0)]);
    expect(row(tokens.ids, 1)[0]).not.toBe(63);
  });
});
