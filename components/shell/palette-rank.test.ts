import { defaultFilter } from "cmdk";
import { expect, test } from "vitest";
import { EXACT, FOUND, rankEntry } from "./palette-rank.ts";

const entries = [
  { id: "page:/policies", words: ["Policies"] },
  { id: "policy:H-2", words: ["H-2", "Exclusion of protected groups"] },
  { id: "do:desk.remove", words: ["Remove", "remove"] },
  { id: "do:desk.reveal", words: ["Reset view"] },
];
const order = (typed: string, recent: string[]) => {
  const rank = rankEntry(defaultFilter, recent);
  return entries
    .map(({ id, words }) => ({ id, score: rank(id, typed, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ id }) => id);
};

test("an entry is found by its words and not by its id", () => {
  expect(order("desk.", [])).toEqual([]);
  expect(order("exclusion", [])).toEqual(["policy:H-2"]);
});

test("what was chosen lately comes first among what fits alike", () => {
  expect(order("re", [])[0]).toBe("do:desk.remove");
  expect(order("re", ["do:desk.reveal"])[0]).toBe("do:desk.reveal");
});

test("a case by its number comes before all, and what the server finds late takes nobody's place", () => {
  const rank = rankEntry(defaultFilter, []);
  const remove = rank("do:desk.remove", "remove", ["Remove"]);
  expect(rank(`${EXACT}119`, "119", [])).toBeGreaterThan(rank("queue:x", "119", ["story-1a19"]));
  expect(rank(`${FOUND}account:remover`, "remove", [])).toBeLessThan(remove);
});

test("having been chosen is no match by itself", () => {
  expect(order("polic", ["do:desk.remove", "policy:H-2"])).toEqual(["page:/policies"]);
});

test("a number names a case: no queue or page with digits in its name takes its place", () => {
  const rank = rankEntry(() => 1, [], true);
  expect(rank("queue:batch-123", "123", ["Batch 123"])).toBe(0);
  expect(rank("exact:123", "123", [])).toBe(1);
  expect(rank("queue:batch-123", "batch 123", ["Batch 123"])).toBeGreaterThan(0);
});
