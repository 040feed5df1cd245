import { expect, it } from "vitest";
import { parseQuery } from "./parse-query.ts";

it.each([
  ["two words", { wanted: ["two", "words"], unwanted: [], phrases: [] }],
  ['"buy now" -joke cheap', { wanted: ["buy now", "cheap"], unwanted: ["joke"], phrases: ["buy now"] }],
  ["«همین حالا» بخر", { wanted: ["همین حالا", "بخر"], unwanted: [], phrases: ["همین حالا"] }],
  ['-"not this" but', { wanted: ["but"], unwanted: ["not this"], phrases: [] }],
  ['an "open quote', { wanted: ["an", "open", "quote"], unwanted: [], phrases: [] }],
  ["- & | ! ' ( ) :* \\", { wanted: [], unwanted: [], phrases: [] }],
  ["北京大学", { wanted: ["北京大学"], unwanted: [], phrases: [] }],
  ["", { wanted: [], unwanted: [], phrases: [] }],
])("%s", (typed, parsed) => {
  expect(parseQuery(typed)).toEqual(parsed);
});
