import { describe, expect, it } from "vitest";
import { pairedBootstrap, resampledAuc, resampledMean } from "./paired-bootstrap.ts";
import { seededRandom } from "./seeded-random.ts";

const CHAMPION_LOSS = [
  0.55, 0.28, 1.06, 0.16, 0.88, 0.62, 0.14, 0.84, 0.11, 0.72, 0.16, 0.19, 0.71, 1.33, 0.24, 0.4, 1.02, 1.52,
  0.94, 0.66, 1.56, 0.12, 1.38, 0.5,
];
const CHALLENGER_LOSS = [
  0.32, 0.03, 1.08, 0.01, 0.59, 0.17, 0.15, 0.87, 0.05, 0.6, 0.01, 0.01, 0.67, 1.42, 0.22, 0.01, 1.07, 1.31,
  0.68, 0.88, 1.4, 0.01, 1.73, 0.43,
];
const CHAMPION_SCORE = [
  0.53, 0.4, 0.44, 0.54, 0.49, 0.16, 0.55, 0.12, 0.2, 0.42, 0.78, 0.5, 0.5, 0.39, 0.34, 0.75, 0.29, 0.46, 0.7,
  0.41, 0.3, 0.2, 0.47, 0.31,
];
const CHALLENGER_SCORE = [
  0.76, 0.42, 0.29, 0.68, 0.21, 0.63, 0.59, 0.25, 0.32, 0.58, 0.25, 0.47, 0.76, 0.39, 0.23, 0.68, 0.23, 0.13,
  0.77, 0.09, 0.35, 0.44, 0.81, -0.02,
];
const N = CHAMPION_LOSS.length;
const DRAWS = 20_000;

function aucDifference() {
  const rows = Int32Array.from({ length: N }, (_, at) => at);
  const positive = Uint8Array.from(rows, (at) => (at % 3 === 0 ? 1 : 0));
  const champion = resampledAuc(Float64Array.from(CHAMPION_SCORE), rows, positive);
  const challenger = resampledAuc(Float64Array.from(CHALLENGER_SCORE), rows, positive);
  return (counts: Int32Array) => {
    const [before, after] = [champion(counts), challenger(counts)];
    return before === null || after === null ? null : after - before;
  };
}

// Expected numbers: a separate implementation in Python's standard library (random.choices over indices, AUC by
// comparing all pairs), 200,000 draws for the mean and 60,000 for the AUC.
describe("pairedBootstrap", () => {
  it("gives the interval of a mean difference that an independent implementation gives", () => {
    const differences = Float64Array.from(
      CHAMPION_LOSS,
      (loss, at) => loss - (CHALLENGER_LOSS[at] as number),
    );
    const [interval] = pairedBootstrap(
      N,
      [resampledMean(differences, new Float64Array(N).fill(1))],
      seededRandom(1),
      DRAWS,
    );
    expect(interval?.[0]).toBeCloseTo(0.0263, 2);
    expect(interval?.[1]).toBeCloseTo(0.1683, 2);
  });

  it("gives the interval of an AUC difference that an independent implementation gives", () => {
    const statistic = aucDifference();
    expect(statistic(new Int32Array(N).fill(1))).toBeCloseTo(0.90625 - 0.796875, 10);
    const [interval] = pairedBootstrap(N, [statistic], seededRandom(1), DRAWS);
    expect(interval?.[0]).toBeCloseTo(-0.117, 1);
    expect(interval?.[1]).toBeCloseTo(0.361, 1);
  });

  it("the same seed gives the same interval, and another seed another one", () => {
    const run = (seed: number) => pairedBootstrap(N, [aucDifference()], seededRandom(seed), 500);
    expect(run(3)).toEqual(run(3));
    expect(run(3)).not.toEqual(run(4));
  });

  it("gives no interval where most resamples say nothing", () => {
    expect(pairedBootstrap(N, [() => null], seededRandom(1), 100)).toEqual([null]);
  });
});
