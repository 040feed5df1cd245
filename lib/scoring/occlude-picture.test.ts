import { beforeAll, describe, expect, it } from "vitest";
import { mistakenSquares } from "#e2e/support/own-pictures.ts";
import { seededRandom } from "#lib/training/seeded-random.ts";
import { buildImageModel } from "../../scripts/build-image-model.ts";
import { coverCell, meanColour, occludePicture, REGION_GRID } from "./occlude-picture.ts";
import { PICTURE_SIDE, type Picture, resizePicture } from "./resize-picture.ts";
import { explainPicture, scorePictures } from "./score-pictures.ts";

const VALUES = PICTURE_SIDE * PICTURE_SIDE * 3;
const CELL = PICTURE_SIDE / REGION_GRID;
const CELLS = REGION_GRID * REGION_GRID;

/** Squares that the model mistakes for what it looks for. */
async function squares(): Promise<Picture> {
  const data = await mistakenSquares(PICTURE_SIDE).raw().toBuffer();
  return { data, width: PICTURE_SIDE, height: PICTURE_SIDE, channels: 3 };
}

/** What a picture's logit of `sexual` loses when these cells are covered. */
async function lossWithout(picture: Picture, cells: readonly number[]): Promise<number> {
  const pixels = new Float32Array(VALUES);
  resizePicture(picture, pixels);
  const colour = meanColour(pixels);
  for (const cell of cells) coverCell(pixels, cell, colour);
  const covered = { ...picture, data: Uint8Array.from(pixels, (value) => Math.round(value * 255)) };
  const { results } = await scorePictures([picture, covered], { providers: ["cpu"] });
  const [before = 0, after = 0] = results.map(({ signals: { sexual = 0 } }) =>
    Math.log(sexual / (1 - sexual)),
  );
  return before - after;
}

const byWeight = (cells: readonly number[]) =>
  Array.from(cells.keys()).sort((a, b) => (cells[b] as number) - (cells[a] as number));

describe("regions of a picture", () => {
  it("weigh exactly what an additive model adds for them", async () => {
    const weights = Array.from({ length: CELLS }, (_, cell) => ((cell * 7) % 11) - 4);
    const cellOf = (at: number) => {
      const [x, y] = [Math.floor(at / 3) % PICTURE_SIDE, Math.floor(at / 3 / PICTURE_SIDE)];
      return Math.floor(y / CELL) * REGION_GRID + Math.floor(x / CELL);
    };
    // White cells on black: covering one takes its share of light away, down to the mean.
    const pixels = Float32Array.from({ length: VALUES }, (_, at) => (cellOf(at) % 2 === 0 ? 1 : 0));
    const mean = meanColour(pixels)[0] as number;
    const logitOf = (one: Float32Array) => {
      const sums = new Float64Array(CELLS);
      one.forEach((value, at) => {
        sums[cellOf(at)] = (sums[cellOf(at)] as number) + value / (CELL * CELL * 3);
      });
      return weights.reduce((sum, weight, cell) => sum + weight * (sums[cell] as number), 0.5);
    };
    const { logit, cells } = await occludePicture(pixels, async (batch, count) =>
      Array.from({ length: count }, (_, at) => logitOf(batch.subarray(at * VALUES, (at + 1) * VALUES))),
    );
    expect(logit).toBeCloseTo(logitOf(pixels), 6);
    for (const [cell, weight] of cells.entries())
      expect(weight).toBeCloseTo((weights[cell] as number) * ((cell % 2 === 0 ? 1 : 0) - mean), 4);
  });

  describe("of the image model", () => {
    beforeAll(async () => void (await buildImageModel()), 60_000);

    it("lower the score more when the first are removed than when others are", async () => {
      const picture = await squares();
      const map = await explainPicture("squares", async () => picture, "sexual", { providers: ["cpu"] });
      const top = byWeight(map?.cells ?? []).slice(0, 6);
      const lost = await lossWithout(picture, top);
      const random = seededRandom(3);
      const others: number[] = [];
      for (let round = 0; round < 12; round++) {
        const some = Array.from({ length: CELLS }, (_, cell) => ({ cell, at: random() }))
          .sort((a, b) => a.at - b.at)
          .slice(0, top.length);
        others.push(
          await lossWithout(
            picture,
            some.map(({ cell }) => cell),
          ),
        );
      }
      expect(lost).toBeGreaterThan(Math.max(...others));
      const mean = others.reduce((sum, one) => sum + one, 0) / others.length;
      expect(lost).toBeGreaterThan(mean + 1);
    }, 60_000);

    it("are made once for a picture, and of a signal that it does not give there are none", async () => {
      let decoded = 0;
      const picture = async () => {
        decoded++;
        return squares();
      };
      const first = await explainPicture("once", picture, "image_porn", { providers: ["cpu"] });
      expect(await explainPicture("once", picture, "image_porn", { providers: ["cpu"] })).toBe(first);
      expect(decoded).toBe(1);
      expect(await explainPicture("once", picture, "hate", { providers: ["cpu"] })).toBeNull();
    }, 60_000);
  });
});
