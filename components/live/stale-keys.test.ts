import { expect, test } from "vitest";
import { queryKeys } from "#components/review/query-keys.ts";
import { staleKeys } from "./stale-keys.ts";

test("a change in a queue makes the counts and that queue's cases stale, each once", () => {
  expect(
    staleKeys([
      { topic: "queue", queue: "spam" },
      { topic: "queue", queue: "spam" },
    ]),
  ).toEqual([
    { key: queryKeys.queues(), exact: true },
    { key: queryKeys.allCases("spam"), exact: false },
  ]);
});

test("a change of a case makes that case stale, and nothing else; a lost claim may have been on hold", () => {
  expect(staleKeys([{ topic: "case", caseNumber: 7 }])).toEqual([{ key: queryKeys.case(7), exact: true }]);
  expect(staleKeys([{ topic: "claim_lost", caseNumber: 7 }])).toEqual([
    { key: queryKeys.case(7), exact: true },
    { key: queryKeys.holds(), exact: true },
  ]);
  expect(staleKeys([{ topic: "area", area: "people" }])).toEqual([
    { key: queryKeys.area("people"), exact: false },
  ]);
  expect(staleKeys([{ topic: "viewer" }])).toEqual([]);
});
