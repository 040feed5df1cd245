import { existsSync, globSync } from "node:fs";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { openNsfwjs } from "#e2e/support/nsfwjs.ts";
import { seededRandom } from "#lib/training/seeded-random.ts";
import { buildImageModel } from "../../scripts/build-image-model.ts";
import { IMAGE_CLASSES, imageSignals } from "./image-signals.ts";
import { PICTURE_SIDE, type Picture, resizePicture } from "./resize-picture.ts";
import { scorePictures } from "./score-pictures.ts";

const IMAGES = "../shared/data/images";
/** The weights are the same; only the order of additions differs. */
const TOLERANCE = 1e-3;

let original: Awaited<ReturnType<typeof openNsfwjs>>;
beforeAll(async () => {
  await buildImageModel();
  original = await openNsfwjs();
}, 60_000);

async function largestDifference(pictures: Picture[]): Promise<number> {
  const { results } = await scorePictures(pictures, { providers: ["cpu"] });
  let largest = 0;
  for (const [index, theirs] of (await original(pictures)).entries())
    for (const [at, name] of IMAGE_CLASSES.entries()) {
      const ours = results[index]?.signals[`image_${name}`] ?? Number.NaN;
      largest = Math.max(largest, Math.abs(ours - (theirs[at] ?? Number.NaN)));
    }
  return largest;
}

function generated(seed: number, width: number, height: number): Picture {
  const random = seededRandom(seed);
  const [a, b, c] = [random() * 0.1, random() * 0.1, random() * 6];
  const data = Uint8Array.from(
    { length: width * height * 3 },
    (_, at) => 127 + 100 * Math.sin(a * at + b * Math.floor(at / width) + c) + random() * 28,
  );
  return { data, width, height, channels: 3 };
}

describe("the image model in ONNX", () => {
  it("says what nsfwjs says on the same generated pixels, whatever their size", async () => {
    const sizes = [
      [224, 224],
      [300, 500],
      [97, 64],
    ] as const;
    const pictures = sizes.map(([width, height], seed) => generated(seed + 1, width, height));
    expect(await largestDifference(pictures)).toBeLessThanOrEqual(TOLERANCE);
  }, 60_000);

  it.skipIf(!existsSync(IMAGES))(
    "says what nsfwjs says on photographs",
    async () => {
      // Every 12th, for the time it takes; `npm run bench:images` compares all of them.
      const files = globSync(`${IMAGES}/**/*.jpg`)
        .sort()
        .filter((_, index) => index % 12 === 0);
      expect(files.length).toBeGreaterThan(9);
      const pictures = await Promise.all(
        files.map(async (file) => {
          const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
          return { data, width: info.width, height: info.height, channels: info.channels };
        }),
      );
      expect(await largestDifference(pictures)).toBeLessThanOrEqual(TOLERANCE);
    },
    120_000,
  );

  it("gives each picture of a batch what it gives it alone, and an embedding", async () => {
    const pictures = [generated(5, 64, 64), generated(6, 80, 40)];
    const together = await scorePictures(pictures, { providers: ["cpu"] });
    const alone = await scorePictures(pictures.slice(1), { providers: ["cpu"] });
    expect(together.results[1]?.signals.sexual).toBeCloseTo(alone.results[0]?.signals.sexual ?? -1, 5);
    expect(together.results[0]?.embedding).toHaveLength(1280);
    expect(together.results[0]?.embedding).not.toEqual(together.results[1]?.embedding);
    expect(together.model).toEqual({ name: "image-moderator", version: "1" });
  });
});

describe("the signals of a picture", () => {
  it("count what is sexual together, and what is suggestive a quarter", () => {
    const signals = imageSignals([0.1, 0.3, 0.2, 0.2, 0.2]);
    expect(signals.sexual).toBeCloseTo(0.55);
    expect(signals.image_sexy).toBe(0.2);
    expect(imageSignals([0, 0.6, 0, 0.6, 0]).sexual).toBe(1);
  });
});

describe("resizing", () => {
  it("keeps the corners, and reads grey as equal colours", () => {
    const grey = { data: Uint8Array.of(0, 255, 51, 102), width: 2, height: 2, channels: 1 };
    const target = new Float32Array(PICTURE_SIDE * PICTURE_SIDE * 3);
    resizePicture(grey, target);
    const at = (row: number, column: number) => target[(row * PICTURE_SIDE + column) * 3 + 2];
    const end = PICTURE_SIDE - 1;
    expect([at(0, 0), at(0, end), at(end, 0), at(end, end)].map((v) => Math.round((v ?? 0) * 255))).toEqual([
      0, 255, 51, 102,
    ]);
  });

  it("sees what is transparent on white, whatever colour is hidden there", () => {
    const target = new Float32Array(PICTURE_SIDE * PICTURE_SIDE * 3);
    const half = { data: Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 51), width: 2, height: 1, channels: 4 };
    resizePicture(half, target);
    const last = (PICTURE_SIDE - 1) * 3;
    expect(Array.from(target.slice(0, 3))).toEqual([1, 1, 1]);
    expect(target[last]).toBe(1);
    expect(target[last + 1]).toBeCloseTo(0.8, 6);
  });
});
