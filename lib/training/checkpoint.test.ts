import { describe, expect, it } from "vitest";
import { decodeCheckpoint, encodeCheckpoint } from "./checkpoint.ts";
import { DEFAULT_OPTIONS, prepareTuning, startState, type Trainable, tuneEpoch } from "./fine-tune.ts";
import type { FrozenExample } from "./schema.ts";

const HEADS = ["spam", "hate"] as const;
const example = (text: string, spam: 0 | 1): FrozenExample => ({
  text,
  language: "en",
  labels: { spam },
  provenance: [],
  split: "train",
  itemId: null,
});
const base: Trainable = {
  heads: HEADS,
  weights: Float32Array.from({ length: (1 << 20) * HEADS.length }, (_, at) => (at % 7) / 10 - 0.3),
  bias: Float32Array.of(-0.3, 0.2),
};
const data = prepareTuning(
  [
    example("win a prize now", 1),
    example("see you at lunch", 0),
    example("free coins", 1),
    example("good night", 0),
  ],
  HEADS,
);

function train(epochs: number, stopAfter?: number) {
  let state = startState(base);
  for (let epoch = 1; epoch <= epochs; epoch++) {
    tuneEpoch(data, base, state, epoch, DEFAULT_OPTIONS);
    if (epoch === stopAfter) ({ state } = decodeCheckpoint(encodeCheckpoint(epoch, state), base));
  }
  return state;
}

describe("a checkpoint", () => {
  it("a training that goes on from one ends with the same bits as one that was never stopped", () => {
    const whole = train(4);
    const resumed = train(4, 2);
    expect(Buffer.compare(Buffer.from(resumed.weights.buffer), Buffer.from(whole.weights.buffer))).toBe(0);
    expect(resumed.sourceBias).toEqual(whole.sourceBias);
    expect(Buffer.compare(Buffer.from(resumed.squares.buffer), Buffer.from(whole.squares.buffer))).toBe(0);
  });

  it("keeps only what was touched", () => {
    expect(encodeCheckpoint(1, train(1)).length).toBeLessThan(20_000);
  });

  it("of another model is refused", () => {
    const bytes = encodeCheckpoint(1, train(1));
    expect(() => decodeCheckpoint(bytes, { ...base, bias: Float32Array.of(1) })).toThrow(/another version/);
  });

  it("a head that nobody spoke about stays exactly as it was", () => {
    const state = train(3);
    const moved = state.weights.filter((weight, at) => at % 2 === 1 && weight !== base.weights[at]);
    expect(moved.length).toBe(0);
    expect(state.sourceBias[1]).toBe(base.bias[1]);
    expect(data.untrained).toEqual(["hate"]);
  });
});
