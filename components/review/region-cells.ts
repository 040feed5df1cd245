import type { PictureExplanation } from "#lib/review/schema.ts";

export type RegionCell = {
  column: number;
  row: number;
  /** 1 for the heaviest cell towards the signal, less for others, negative for what weighed against it. */
  share: number;
};

/** Lighter cells are noise of covering. */
const LEAST_SHARE = 0.15;
/** A map whose heaviest cell takes less from the logit says that no single region carries the score. */
const LEAST_WEIGHT = 0.1;

/** The cells worth showing, heaviest first. */
export function regionCells({ grid, cells }: PictureExplanation): RegionCell[] {
  const largest = Math.max(...cells.map(Math.abs));
  if (!(largest >= LEAST_WEIGHT)) return [];
  return cells
    .map((weight, at) => ({ column: at % grid, row: Math.floor(at / grid), share: weight / largest }))
    .filter(({ share }) => Math.abs(share) >= LEAST_SHARE)
    .sort((a, b) => b.share - a.share);
}

const ROWS = ["top", "middle", "bottom"] as const;
const COLUMNS = ["left", "centre", "right"] as const;
export type Place = `${(typeof ROWS)[number]}-${(typeof COLUMNS)[number]}`;

/** Where in the picture a cell lies, in words. */
export function placeOf({ column, row }: RegionCell, grid: number): Place {
  const third = (at: number) => Math.floor((3 * (at + 0.5)) / grid);
  return `${ROWS[third(row)] ?? "middle"}-${COLUMNS[third(column)] ?? "centre"}`;
}
