import { describe, expect, it } from "vitest";
import { explainLogit, explainText } from "./explain-text.ts";
import { loadCard, readChampion } from "./model-files.ts";
import { openTextModel } from "./open-text-model.ts";
import { scoreLines } from "./score-lines.ts";
import { scoreTexts, type TextInput } from "./score-texts.ts";

const HARMLESS = "have a nice day, my friend";
const ABUSIVE = "you are a stupid bitch";
const texts = (...list: unknown[]) => list.map((text, at) => ({ id: `t${at}`, text })) as TextInput[];

describe("scoreTexts", () => {
  it("gives every head of the card a probability and names its model", async () => {
    const card = await loadCard();
    const { model, provider, latencyMs, results } = await scoreTexts(texts(HARMLESS, ABUSIVE));
    expect(model).toEqual(await readChampion());
    expect(["cpu", "cuda"]).toContain(provider);
    expect(latencyMs).toBeGreaterThan(0);
    expect(results.map((result) => result.id)).toEqual(["t0", "t1"]);
    for (const { signals } of results) {
      expect(Object.keys(signals)).toEqual(card.heads.map((head) => head.label));
      for (const value of Object.values(signals)) expect(value >= 0 && value <= 1).toBe(true);
    }
    expect(results[1]?.signals.toxic).toBeGreaterThan(0.9);
    expect(results[0]?.signals.toxic).toBeLessThan(0.2);
  });

  it("has no made-up signal for self-harm", async () => {
    const card = await loadCard();
    expect(card.heads.map((head) => head.label)).not.toContain("self_harm");
    expect(card.absent.map((one) => one.label)).toContain("self_harm");
  });

  it("lets no input disturb another", async () => {
    const poison = [
      null,
      undefined,
      5,
      { a: 1 },
      "",
      "\u0000",
      "\ud800\udfff\ud800",
      "x".repeat(200_000),
      "\u0300".repeat(9_999),
    ];
    const [alone] = (await scoreTexts(texts(ABUSIVE))).results;
    const { results } = await scoreTexts(texts(...poison, ABUSIVE));
    expect(results.at(-1)?.signals.toxic).toBeCloseTo(alone?.signals.toxic ?? 0, 6);
    expect(
      results.slice(0, 4).every((one) => one.error !== undefined && Object.keys(one.signals).length === 0),
    ).toBe(true);
    expect(results.slice(4).every((one) => Number.isFinite(one.signals.toxic))).toBe(true);
  });

  it("does not depend on what else is in the batch", async () => {
    const many = Array.from({ length: 700 }, (_, at) => `${HARMLESS} `.repeat((at % 40) + 1));
    const { results } = await scoreTexts(texts(...many, ABUSIVE));
    const [alone] = (await scoreTexts(texts(ABUSIVE))).results;
    expect(results.at(-1)?.signals.toxic).toBeCloseTo(alone?.signals.toxic ?? 0, 6);
  });

  it("finds harm behind a long harmless beginning", async () => {
    const { results } = await scoreTexts(
      texts(`${"lovely weather again today. ".repeat(1_000)}${`${ABUSIVE} `.repeat(150)}`),
    );
    expect(results[0]?.signals.toxic).toBeGreaterThan(0.9);
  });

  it("scores nothing without texts", async () => {
    expect((await scoreTexts([])).results).toEqual([]);
  });

  it("forgets a failure to open, so that the next call tries again", async () => {
    const missing = { version: "999" };
    await expect(openTextModel(missing)).rejects.toThrow();
    await expect(openTextModel(missing)).rejects.toThrow();
    expect(await openTextModel()).toBe(await openTextModel());
  });
});

describe("explainText", () => {
  it.each([
    ABUSIVE,
    HARMLESS,
    "Ｆ*ck\u200b YOU @somebody https://example.org/a!!!",
    "今天 天气\n很好 😂",
    " x ",
    "",
  ])("adds up to the model's own logit: %j", async (text) => {
    const [scored] = (await scoreTexts(texts(text))).results;
    for (const [label, probability] of Object.entries(scored?.signals ?? {})) {
      const explained = await explainLogit(text, label as "toxic");
      const sum = (explained?.spans ?? []).reduce((total, span) => total + span.weight, explained?.bias ?? 0);
      expect(sum).toBeCloseTo(explained?.logit ?? Number.NaN, 6);
      expect(sum).toBeCloseTo(Math.log(probability / (1 - probability)), 3);
    }
  });

  it("points at the words as they stand in the original", async () => {
    const text = "Hello there, you STUPID b\u200bitch";
    const spans = await explainText(text, "toxic");
    const words = spans.map((span) => text.slice(span.start, span.end));
    expect(words).toEqual(["Hello", "there,", "you", "STUPID", "b\u200bitch"]);
    const heaviest = spans.reduce((most, span) => (span.weight > most.weight ? span : most));
    expect(text.slice(heaviest.start, heaviest.end)).toBe("b\u200bitch");
  });

  it("is made once for a text and a label", async () => {
    const first = await explainLogit("made once, and kept", "toxic");
    expect(await explainLogit("made once, and kept", "toxic")).toBe(first);
    expect(await explainLogit("made once, and kept", "hate")).not.toBe(first);
  });

  it("says nothing about a label without a head", async () => {
    expect(await explainText(ABUSIVE, "self_harm")).toEqual([]);
  });
});

describe("scoreLines", () => {
  const collect = async (lines: string[]) => {
    const bad: number[] = [];
    const out: string[] = [];
    for await (const line of scoreLines(lines, (number) => bad.push(number))) out.push(line);
    return { bad, out: out.map((line) => JSON.parse(line)) };
  };

  it("keeps the order, names bad lines by number and goes on", async () => {
    const { bad, out } = await collect([
      '{"id":"a","text":"hello"}',
      "not json",
      "",
      '{"id":"b"}',
      '{"id":3,"text":"hello","lang":"en"}',
      '{"id":"c","text":7}',
      "null",
    ]);
    expect(bad).toEqual([2, 4, 6, 7]);
    expect(out.map((one) => one.id)).toEqual(["a", 3]);
    expect(out[0].model).toMatch(/^text-moderator\/\d+$/);
    expect(out[0].signals).toEqual(out[1].signals);
  });

  it("scores more lines than fit at once", async () => {
    const lines = Array.from({ length: 1_203 }, (_, at) =>
      JSON.stringify({ id: `l${at}`, text: `text ${at}` }),
    );
    const { out } = await collect(lines);
    expect(out.map((one) => one.id)).toEqual(lines.map((_, at) => `l${at}`));
  });
});
