import { describe, expect, it } from "vitest";
import { explainText } from "./explain-text.ts";
import type { Span } from "./explain-words.ts";
import { scoreTexts } from "./score-texts.ts";

const probabilityOf = async (texts: readonly string[], label: string): Promise<number[]> => {
  const { results } = await scoreTexts(texts.map((text, at) => ({ id: String(at), text })));
  return results.map(({ signals }) => signals[label] ?? 0);
};
const logit = (p: number) => Math.log(p / (1 - p));
/** Words taken out at once. */
const COUNT = 3;

describe("an explanation, checked by deletion", () => {
  it.each([
    ["hate", "I think that all of these filthy refugees should be thrown out of our country at once"],
    ["toxic", "well what can I say about him, he is a complete idiot and a liar every day of the week"],
    ["toxic", "ganz ehrlich, dieser dreckige Idiot hat gestern wieder im Zug gesessen und geredet"],
    ["spam", "Hello, you have won a free prize, call now to claim your cash before the offer ends"],
  ] as const)("removing the heaviest words lowers %s more than removing others: %s", async (label, text) => {
    const spans = await explainText(text, label);
    const without = (chosen: readonly Span[]) =>
      [...chosen]
        .sort((a, b) => b.start - a.start)
        .reduce<string>((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
    const byWeight = [...spans].sort((a, b) => b.weight - a.weight);
    const others = byWeight.slice(COUNT);
    // Every run of as many other words, in the order of the text's other words by weight, wrapping around.
    const runs = others.map((_, at) => [...others, ...others].slice(at, at + COUNT));
    const [top = 1, ...rest] = await probabilityOf(
      [without(byWeight.slice(0, COUNT)), ...runs.map(without)],
      label,
    );
    const mean = rest.reduce((sum, one) => sum + logit(one), 0) / rest.length;
    expect(logit(top)).toBeLessThan(mean - 0.5);
  });
});

describe("the champion reads order", () => {
  const isTold = async (hateful: string, harmless: string) => {
    const [first = 0, second = 1] = await probabilityOf([hateful, harmless], "hate");
    expect(first).toBeGreaterThan(second + 0.05);
  };

  it.each([
    ["women are stupid", "women are not stupid"],
    ["I hate immigrants", "nobody here hates immigrants"],
    ["Muslims should be deported", "Muslims should not be deported"],
    ["Jews are vermin, everybody knows it", "calling Jews vermin is disgusting, everybody knows it"],
    ["gay people deserve to die", "gay people deserve to be respected"],
    ["Flüchtlinge sind Abschaum", "Flüchtlinge sind kein Abschaum"],
    ["Frauen sind dumm", "Wer sagt, Frauen seien dumm, ist ein Idiot"],
    ["زنان احمق هستند", "زنان احمق نیستند"],
    ["از مهاجران متنفرم", "از مهاجران متنفر نیستم"],
  ])("hate in %j, not in %j", isTold);

  it.each([
    ["women are stupid", "w0men are stup1d"],
    ["I hate black people", "I h a t e black pe0ple"],
    ["all immigrants are vermin", "ALL IMMIGRANTS ARE V.E.R.M.I.N"],
  ])("as much hate in %j as behind %j", async (plain, disguised) => {
    const [first = 0, second = 0] = await probabilityOf([plain, disguised], "hate");
    expect(second).toBeGreaterThan(first - 0.25);
  });
});
