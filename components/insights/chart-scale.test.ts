import { expect, test } from "vitest";
import { axisMarks, runsOf } from "./chart-scale.ts";

test("an axis starts at zero, ends at or above the top, and has few, round marks", () => {
  expect(axisMarks(0.003).map((mark) => mark.toFixed(3))).toEqual(["0.000", "0.001", "0.002", "0.003"]);
  expect(axisMarks(0.27).map((mark) => mark.toFixed(1))).toEqual(["0.0", "0.1", "0.2", "0.3"]);
  expect(axisMarks(0)).toEqual([0, 1]);
  for (const top of [0.0001, 0.07, 0.4, 1]) {
    const marks = axisMarks(top);
    expect(marks.at(-1)).toBeGreaterThanOrEqual(top * (1 - 1e-9));
    expect(marks.length).toBeLessThanOrEqual(6);
  }
});

test("a gap in the data is a gap in the line", () => {
  expect(runsOf([1, 2, null, null, 3]).map((run) => run.map(({ at }) => at))).toEqual([[0, 1], [4]]);
  expect(runsOf([null, null])).toEqual([]);
});
