import { readFile } from "node:fs/promises";
import { InferenceSession } from "onnxruntime-node";
import { describe, expect, it } from "vitest";
import { extractFeatures, extractTokens, modelPath, runTextModel, TEXT_MODEL } from "#lib/scoring/index.ts";
import parity from "../../models/text-moderator/3/train/parity.json" with { type: "json" };

/** Vectors have 8 bits in the file and 32 in training. */
const TOLERANCE = 0.15;

describe("the encoder in ONNX", () => {
  it("says what PyTorch said when it was trained", async () => {
    const session = await InferenceSession.create(
      await readFile(modelPath({ name: TEXT_MODEL, version: "3" })),
    );
    const rows = parity.texts.map(({ text }) => ({
      features: extractFeatures(text),
      tokens: extractTokens(text),
    }));
    const { parts } = await runTextModel(session, rows, ["parts"]);
    parity.texts.forEach(({ text, heads }, at) => {
      heads.forEach((logit, head) => {
        const found = parts.data[at * parts.width + head] as number;
        expect(Math.abs(found - logit), `${parity.labels[head]} of ${text}`).toBeLessThan(TOLERANCE);
      });
    });
  });
});
