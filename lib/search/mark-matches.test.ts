import { describe, expect, it } from "vitest";
import { markMatches } from "./mark-matches.ts";

/** The words that are marked, read back from the excerpt. */
function marked(text: string, stems: string[], phrases: string[] = []): string[] {
  const { excerpt, marks } = markMatches(text, stems, phrases);
  return marks.map(({ start, end }) => excerpt.slice(start, end));
}

describe("what was searched for is marked in the original", () => {
  it.each([
    ["forms of a word", "He runs and was running, a rung", ["run"], ["runs", "running", "rung"]],
    ["capitals", "VERMIN everywhere", ["vermin"], ["VERMIN"]],
    ["Arabic letters for Persian ones", "كتاب خوب", ["کتاب"], ["كتاب"]],
    ["a zero-width joiner within a word", "من می‌خواهم", ["میخواهم"], ["می‌خواهم"]],
    ["Persian digits", "شماره ۱۲۳", ["123"], ["۱۲۳"]],
    ["Chinese without spaces", "我们去北京大学", ["北京", "京大"], ["北京大"]],
    ["letters outside the first plane", "𝒯𝒽𝑒 end", ["the"], ["𝒯𝒽𝑒"]],
    ["nothing", "a plain text", ["other"], []],
  ])("%s", (_what, text, stems, words) => {
    expect(marked(text, stems)).toEqual(words);
  });

  it("a phrase is marked as one", () => {
    expect(marked("please buy  now or buy now", ["buy", "now"], ["buy now"])).toContain("buy now");
  });
});

it("an excerpt of a long text begins before the first match, at a word", () => {
  const { excerpt, marks } = markMatches(
    `${"word ".repeat(200)}needle ${"tail ".repeat(200)}`,
    ["needle"],
    [],
  );
  expect(excerpt).toMatch(/^…word /);
  expect(excerpt).toMatch(/…$/);
  expect(excerpt.length).toBeLessThan(330);
  expect(marks.map(({ start, end }) => excerpt.slice(start, end))).toEqual(["needle"]);
});
