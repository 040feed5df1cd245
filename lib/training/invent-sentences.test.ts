import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { inventSentences, parseGrammar } from "./invent-sentences.ts";
import { misspellText } from "./misspell-text.ts";
import { seededRandom } from "./seeded-random.ts";

const FOLDER = "models/text-moderator/3/train/sentences";
const SMALL = `
# a comment
[lang xx]
@who = cats | small dogs | (grey|white) mice
@what = {who} sleep | {who} and {who} eat

== calm toxic=0
{what} (at home|here|).
== loud toxic=1 violence=0 misspelt=1
Shout at {who}!
`;

describe("inventSentences", () => {
  const grammar = parseGrammar(SMALL);
  const sentences = inventSentences(grammar, 40, seededRandom(4));

  it("labels each sentence as its class says, and marks it as training's alone", () => {
    expect(new Set(sentences.map((one) => one.source))).toEqual(new Set(["xx/calm", "xx/loud"]));
    for (const { source, labels, split } of sentences) {
      expect(labels).toEqual(source === "xx/calm" ? { toxic: 0 } : { toxic: 1, violence: 0 });
      expect(split).toBe("train");
    }
  });

  it("fills every gap and makes every choice", () => {
    for (const { text } of sentences) expect(text).not.toMatch(/[{}]|\(\w+\|/);
  });

  it("speaks of the same throughout a sentence", () => {
    const pairs = sentences.filter(({ text }) => / and .* eat/.test(text) && !text.includes(". "));
    const plain = pairs.filter(({ text }) => /^(cats and cats|small dogs and small dogs)/i.test(text));
    expect(plain.length).toBeGreaterThan(0);
    expect(sentences.some(({ text }) => /cats and small dogs|small dogs and cats/i.test(text))).toBe(false);
  });

  it("invents no sentence twice within a class", () => {
    const keys = sentences.map(({ source, text }) => `${source} ${text}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("names the line of a grammar that cannot be read", () => {
    expect(() => parseGrammar("stray pattern")).toThrow("Line 1");
    expect(() => parseGrammar("== a toxic=1\n{missing}")).toThrow("Line 2");
  });

  it("reads every grammar beside the model, each with harm and its harmless look-alikes", () => {
    for (const file of readdirSync(FOLDER)) {
      const { lang, classes } = parseGrammar(readFileSync(`${FOLDER}/${file}`, "utf8"));
      expect(file).toBe(`${lang}.txt`);
      const hate = classes.filter(({ labels }) => labels.hate === 1).map(({ name }) => name);
      expect(hate).toContain("hate-negated-good");
      expect(classes.filter(({ labels }) => labels.hate === 0).map(({ name }) => name)).toEqual(
        expect.arrayContaining(["good-negated-hate", "counter-quote", "neutral-identity"]),
      );
    }
  });
});

describe("misspellText", () => {
  it("changes most longer texts, and none of the masked identifiers", () => {
    const random = seededRandom(6);
    const text = "[USER] this sentence holds several ordinary longer words";
    const changed = Array.from({ length: 200 }, () => misspellText(text, random));
    expect(changed.filter((one) => one !== text).length).toBeGreaterThan(150);
    for (const one of changed) expect(one.toUpperCase()).toContain("[USER]");
  });

  it("is the same for the same seed", () => {
    const twice = [1, 1].map((seed) => misspellText("some text with words in it", seededRandom(seed)));
    expect(twice[0]).toBe(twice[1]);
  });
});
