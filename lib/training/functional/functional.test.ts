import { describe, expect, it } from "vitest";
import type { Card, Signals, TextInput } from "#lib/scoring/index.ts";
import { expandSuite } from "./expand.ts";
import { functionalCases, runFunctionalSuite } from "./run.ts";
import { FUNCTIONALITIES, type Functionality, type SuiteSource } from "./schema.ts";

const cases = functionalCases();
const heads = (["toxic", "hate", "profanity", "violence", "spam"] as const).map((label) => ({
  label,
  review: { value: 0.5 },
})) as Card["heads"];
const gold = new Map(cases.map(({ id, labels }) => [id, labels as Signals]));
const oracle = async (texts: readonly TextInput[]) => texts.map(({ id }) => gold.get(id) ?? {});

describe("the functional suite", () => {
  it("expands to the same cases each time", () => {
    expect(functionalCases()).toEqual(cases);
  });

  it("holds no text twice in a language, and no id twice", () => {
    const texts = cases.map(({ language, text }) => `${language} ${text}`);
    expect(texts.filter((text, at) => texts.indexOf(text) !== at)).toEqual([]);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  });

  it("leaves no slot unfilled", () => {
    expect(cases.filter(({ text }) => /[{}]|undefined/.test(text))).toEqual([]);
  });

  it.each(["en", "de", "fa"])(
    "has 900 to 1,500 cases in %s, 20 or more of each class, with its labels",
    (language) => {
      const own = cases.filter((one) => one.language === language);
      expect(own.length).toBeGreaterThanOrEqual(900);
      expect(own.length).toBeLessThanOrEqual(1500);
      for (const functionality of new Set(own.map((one) => one.functionality))) {
        const members = own.filter((one) => one.functionality === functionality);
        expect(members.length, functionality).toBeGreaterThanOrEqual(20);
        for (const { labels } of members) expect(labels).toEqual(FUNCTIONALITIES[functionality].labels);
      }
    },
  );

  it("uses every class somewhere, and every identity equally often within a class of templates", () => {
    expect(new Set(cases.map((one) => one.functionality)).size).toBe(Object.keys(FUNCTIONALITIES).length);
    for (const functionality of [
      "derogation",
      "negated_hate",
      "identity_neutral",
    ] satisfies Functionality[]) {
      const counts = new Map<string, number>();
      for (const one of cases.filter(
        (each) => each.functionality === functionality && each.language === "en",
      ))
        counts.set(`${one.identity}`, (counts.get(`${one.identity}`) ?? 0) + 1);
      expect(new Set(counts.values()).size, functionality).toBe(1);
    }
  });

  it("disguises the sentence of every trick", () => {
    const plain = new Set(
      cases.filter(({ functionality }) => !functionality.startsWith("spelling")).map(({ text }) => text),
    );
    const tricks = cases.filter(({ functionality }) => functionality.startsWith("spelling"));
    expect(tricks.filter(({ text }) => plain.has(text))).toEqual([]);
    expect(tricks.filter(({ identity }) => identity === null)).toEqual([]);
  });

  it("refuses a slot that nothing fills", () => {
    const source: SuiteSource = {
      language: "en",
      identities: {},
      phrases: {},
      templates: { spam: ["{nothing} here"] },
      tricks: [],
    };
    expect(() => expandSuite(source)).toThrow("nothing fills {nothing}");
  });
});

describe("runFunctionalSuite", () => {
  it("finds nothing wrong with a model that knows the answers", async () => {
    const { failures, classes, languages } = await runFunctionalSuite(oracle, heads);
    expect(failures).toEqual([]);
    expect(classes.flatMap(({ accuracy }) => Object.values(accuracy)).every((share) => share === 1)).toBe(
      true,
    );
    expect(languages.map(({ aucHate }) => aucHate)).toEqual([1, 1, 1]);
  });

  it("lists every wrong answer of a model that calls everything hate, and no other", async () => {
    const { failures } = await runFunctionalSuite(async (texts) => texts.map(() => ({ hate: 1 })), heads);
    expect(failures.length).toBe(cases.filter(({ labels }) => labels.hate === 0).length);
    expect(failures.every(({ label, gold }) => label === "hate" && gold === 0)).toBe(true);
  });
});
