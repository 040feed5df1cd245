import { InferenceSession, Tensor } from "onnxruntime-node";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../seeded-random.ts";
import { exportFusion } from "./export-fusion.ts";
import { createFusion, type FusionInputs, fitModality, runFusion } from "./fusion-model.ts";

const WIDTHS = { text: 128, image: 1280, behaviour: 22 };
const random = seededRandom(11);
const rows: FusionInputs[] = Array.from({ length: 40 }, (_, row) =>
  Object.values(WIDTHS).map((width, at) =>
    // Every pattern of missing modalities, all missing included.
    (row >> at) % 2 === 0 ? Float32Array.from({ length: width }, () => random() * 6 - 1) : null,
  ),
);
const modalities = Object.entries(WIDTHS).map(([name, width], at) =>
  fitModality(
    name,
    width,
    rows.flatMap((row) => (row[at] ? [row[at] as Float32Array] : [])),
  ),
);
const model = createFusion({ modalities, projection: 16, hidden: [24, 12], heads: 2 }, random);
const calibrations = [
  { slope: 1.7, intercept: -0.4 },
  { slope: 0.6, intercept: 0.2 },
];

/** What stands where an input is missing: it must not matter. */
function feeds(filler: number) {
  const columns = modalities.map(({ name, width }, at) => {
    const data = rows.flatMap((row) => [...(row[at] ?? new Float32Array(width).fill(filler))]);
    return [name, new Tensor("float32", Float32Array.from(data), [rows.length, width])];
  });
  const present = rows.flatMap((row) => row.map((input) => (input ? 1 : 0)));
  return {
    ...Object.fromEntries(columns),
    present: new Tensor("float32", Float32Array.from(present), [rows.length, modalities.length]),
  };
}

describe("exportFusion", () => {
  it.each([0, 1e6, Number.NaN])(
    "computes what training computes, within 1e-5, missing inputs being %d",
    async (filler) => {
      const session = await InferenceSession.create(exportFusion(model, ["hate", "spam"], calibrations));
      const output = await session.run(feeds(filler));
      const logits = runFusion(model, rows);
      for (const [at, logit] of logits.entries()) {
        const { slope, intercept } = calibrations[at % 2] as (typeof calibrations)[number];
        const expected = 1 / (1 + Math.exp(-(slope * logit + intercept)));
        expect(Math.abs((output.probabilities?.data[at] as number) - expected)).toBeLessThanOrEqual(1e-5);
      }
    },
  );
});
