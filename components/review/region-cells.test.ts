import { expect, test } from "vitest";
import { placeOf, regionCells } from "./region-cells.ts";

const aMap = (cells: number[]) => ({ signal: "sexual", grid: 3, cells });

test("cells are shown heaviest first, faint ones not, those that weighed against last", () => {
  const shown = regionCells(aMap([0.1, 0, 2, 0, -1, 0, 1, 0.2, 0]));
  expect(shown).toEqual([
    { column: 2, row: 0, share: 1 },
    { column: 0, row: 2, share: 0.5 },
    { column: 1, row: 1, share: -0.5 },
  ]);
  expect(shown.map((cell) => placeOf(cell, 3))).toEqual(["top-right", "bottom-left", "middle-centre"]);
});

test("where no region takes anything away, none is shown", () => {
  expect(regionCells(aMap([0.01, -0.02, 0, 0, 0, 0, 0, 0, 0]))).toEqual([]);
  expect(regionCells(aMap([Number.NaN]))).toEqual([]);
});
