import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { loadCard, modelPath, readChampion, scoreTexts } from "#lib/scoring/index.ts";
import { measureModel } from "./measure-model.ts";
import { shinglesOf } from "./near-duplicates.ts";
import { prepareData } from "./prepare-data.ts";
import { readExamples } from "./read-examples.ts";

const DATA = "../shared/data/text";
/** How far a source may lie under the floor: well within the interval of the smallest. */
const TOLERANCE = 0.005;
const MAX_BYTES = 16_000_000;
const SECONDS = 1_000;
/** Enough to see that scoring agrees with the card; `npm run eval` measures all. */
const SMALL_SOURCES = [
  "convabuse",
  "curse-ko",
  "hatemojibuild",
  "sms",
  "surge-toxicity",
  "tg-spam",
  "toxigen",
];

describe("the committed model", () => {
  it("is small enough to be fetched by a browser", async () => {
    expect((await stat(modelPath(await readChampion()))).size).toBeLessThan(MAX_BYTES);
  });

  it("has a card that names sources, licences, limits and a floor that it keeps", async () => {
    const card = await loadCard();
    for (const source of card.sources) expect(source.licence).not.toBe("not described");
    expect(card.limits.length).toBeGreaterThan(3);
    const floored = card.metrics.filter((one) => one.floor !== null);
    expect(floored.length).toBeGreaterThanOrEqual(20);
    for (const one of floored) {
      // A source with a definition of its own is read through that.
      if (card.definitions?.some(({ name }) => name === `${one.label}/${one.source}`)) continue;
      expect(one.auc, `${one.label} on ${one.source}`).toBeGreaterThanOrEqual((one.floor ?? 1) - TOLERANCE);
    }
  });

  it("says of every definition what it means, and reads none worse than its floor", async () => {
    for (const one of (await loadCard()).definitions ?? []) {
      expect(one.meaning.length, one.name).toBeGreaterThan(10);
      if (one.floor !== null) expect(one.auc, one.name).toBeGreaterThanOrEqual(one.floor - TOLERANCE);
    }
  });

  it("means what its probabilities say", async () => {
    for (const { label, ece } of (await loadCard()).heads) expect(ece, label).toBeLessThanOrEqual(0.03);
  });

  it("acts alone only where its test precision is not below 95%", async () => {
    for (const { label, use, automatic } of (await loadCard()).heads) {
      if (use === "review-only") expect(automatic).toBeNull();
      else expect(automatic?.precisionInterval?.[1], label).toBeGreaterThanOrEqual(0.95);
    }
  });
});

describe.skipIf(!existsSync(DATA))(`with the labelled texts of ${DATA} (skipped where they are not)`, () => {
  it(
    "scores the test splits as its card says",
    async () => {
      const card = await loadCard();
      const test = (await readExamples(DATA)).filter(
        (one) => one.split === "test" && SMALL_SOURCES.includes(one.source),
      );
      const { results } = await scoreTexts(test);
      const measures = measureModel(
        test.map((example, at) => ({ ...example, signals: {}, ...results[at], id: example.id })),
        card,
      );
      for (const one of card.metrics.filter((metric) => SMALL_SOURCES.includes(metric.source))) {
        const shared = card.definitions ? "auc_shared" : "auc";
        expect(measures.get(`${shared}_${one.label}_${one.source}`)?.value).toBeCloseTo(one.auc ?? 0, 3);
      }
      for (const one of card.definitions?.filter(({ source }) => SMALL_SOURCES.includes(source)) ?? []) {
        expect(measures.get(`auc_${one.label}_${one.source}`)?.value).toBeCloseTo(one.auc ?? 0, 3);
      }
    },
    120 * SECONDS,
  );

  it(
    "invariant 11: no training example is an evaluation example or a near-duplicate of one",
    async () => {
      const small = (await readExamples(DATA)).filter((example) =>
        ["sms", "hatemojibuild", "convabuse"].includes(example.source),
      );
      const { examples, dropped } = prepareData(small, ["spam"]);
      const keyOf = (text: string) => [...shinglesOf(text)].sort().join();
      const evaluated = new Set(
        examples.filter((one) => one.split !== "train").map((one) => keyOf(one.text)),
      );
      const trained = examples.filter((one) => one.split === "train");
      expect(trained.some((one) => evaluated.has(keyOf(one.text)))).toBe(false);
      expect([...dropped.values()].every((count) => count > 0)).toBe(true);
      expect(examples.length).toBeLessThan(small.length);
    },
    120 * SECONDS,
  );
});
