import { describe, expect, it } from "vitest";
import { seededRandom } from "#lib/training/seeded-random.ts";
import { DEMO_POSTS } from "../../prisma/demo/posts.ts";
import { explainWords, type Span } from "./explain-words.ts";
import { openTextModel } from "./open-text-model.ts";
import { type RunnableModel, rowsOf, runRows } from "./runnable-model.ts";

/** Words left out of each text; a text must have more than twice as many for "random" to mean anything. */
const DELETED = 2;
const RANDOM_DRAWS = 5;

async function probabilityOf(model: RunnableModel, text: string, head: number): Promise<number> {
  const windows = await runRows(model, rowsOf(model, text));
  return Math.max(...windows.map(({ values }) => values.probabilities?.[head] ?? Number.NaN));
}

function without(text: string, spans: readonly Span[]): string {
  return [...spans]
    .sort((a, b) => b.start - a.start)
    .reduce((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
}

/** By how much leaving words out lowers the score, on average over the demo's posts: the heaviest, and random ones. */
async function deletion(model: RunnableModel, label: string) {
  const head = model.heads.indexOf(label);
  const random = seededRandom(7);
  let heaviest = 0;
  let anyWords = 0;
  let count = 0;
  for (const { text } of DEMO_POSTS) {
    const { spans } = await explainWords(model, text, head);
    if (spans.length <= 2 * DELETED) continue;
    count++;
    const full = await probabilityOf(model, text, head);
    const top = spans.toSorted((a, b) => b.weight - a.weight).slice(0, DELETED);
    heaviest += full - (await probabilityOf(model, without(text, top), head));
    for (let draw = 0; draw < RANDOM_DRAWS; draw++) {
      const some = spans
        .map((span) => ({ span, at: random() }))
        .sort((a, b) => a.at - b.at)
        .slice(0, DELETED)
        .map(({ span }) => span);
      anyWords += (full - (await probabilityOf(model, without(text, some), head))) / RANDOM_DRAWS;
    }
  }
  return { heaviest: heaviest / count, anyWords: anyWords / count, count };
}

/** The same model with its weights hidden: what is not additive is explained by leaving words out. */
async function models(): Promise<[string, RunnableModel][]> {
  const model = await openTextModel();
  return [
    ["as it is", model],
    ["by occlusion", { ...model, weights: null }],
  ];
}

describe("an explanation is faithful to the model", () => {
  it.each(["toxic", "hate", "spam", "profanity"])(
    "leaving out the words that carry %s lowers it far more than leaving out others",
    { timeout: 60_000 },
    async (label) => {
      for (const [how, model] of await models()) {
        const { heaviest, anyWords, count } = await deletion(model, label);
        expect(count).toBeGreaterThan(80);
        expect(heaviest, how).toBeGreaterThan(0.01);
        expect(heaviest, how).toBeGreaterThan(3 * anyWords);
      }
    },
  );

  it("both ways of explaining find the same heaviest word in most posts", async () => {
    const [[, exact], [, occluding]] = (await models()) as [[string, RunnableModel], [string, RunnableModel]];
    const head = exact.heads.indexOf("toxic");
    let same = 0;
    const heaviestOf = (spans: readonly Span[]) => spans.toSorted((a, b) => b.weight - a.weight)[0]?.start;
    for (const { text } of DEMO_POSTS) {
      const [a, b] = await Promise.all([
        explainWords(exact, text, head),
        explainWords(occluding, text, head),
      ]);
      if (heaviestOf(a.spans) === heaviestOf(b.spans)) same++;
    }
    expect(same / DEMO_POSTS.length).toBeGreaterThan(0.6);
  });

  it("explains a text of thousands of words in a bounded number of runs", async () => {
    const model = await openTextModel();
    let rows = 0;
    const counting: RunnableModel = {
      ...model,
      weights: null,
      run: (inputs, outputs) => {
        rows += Object.values(inputs)[0]?.dims[0] ?? 0;
        return model.run(inputs, outputs);
      },
    };
    const text = "you are a stupid idiot ".repeat(2_000);
    const { spans, logit, bias } = await explainWords(counting, text, model.heads.indexOf("toxic"));
    expect(rows).toBeLessThan(200);
    expect(spans.length).toBeGreaterThan(50);
    expect(spans.reduce((sum, { weight }) => sum + weight, bias)).toBeCloseTo(logit, 6);
    for (const { start, end } of spans) expect(start >= 0 && start < end && end <= text.length).toBe(true);
  });
});
