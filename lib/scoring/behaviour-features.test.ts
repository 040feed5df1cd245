import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  BEHAVIOUR_FACTS,
  BEHAVIOUR_WIDTH,
  behaviourFacts,
  behaviourFeatures,
  fitBehaviourScales,
} from "./behaviour-features.ts";

const NOTHING = { text: "", accountAgeDays: null, accountFacts: {}, itemFacts: {} };
const at = (fact: (typeof BEHAVIOUR_FACTS)[number]) => BEHAVIOUR_FACTS.indexOf(fact);

describe("behaviourFacts", () => {
  it("takes what the platform sends and counts the rest in the text", () => {
    expect(
      behaviourFacts({
        text: "Hi @ana, see https://example.org/a#top?x=@b #спам #Deal www.example.net #1 a@example.org",
        accountAgeDays: 20,
        accountFacts: { followers: 50, following: 7, postCount: 40, violations: 2 },
        itemFacts: { likes: 3, comments: 2 },
      }),
    ).toEqual({
      accountAgeDays: 20,
      followers: 50,
      following: 7,
      postCount: 40,
      postsPerDay: 2,
      engagementRate: 0.1,
      urls: 2,
      hashtags: 2,
      mentions: 1,
      length: 88,
      violations: 2,
    });
  });

  it("prefers a rate that was sent, and counts a young account's days as one", () => {
    const young = { ...NOTHING, accountAgeDays: 0.1, accountFacts: { postCount: 30, engagementRate: 0.4 } };
    expect(behaviourFacts(young)).toMatchObject({ postsPerDay: 30, engagementRate: 0.4 });
    expect(behaviourFacts({ ...young, itemFacts: { engagementRate: 0.2 } }).engagementRate).toBe(0.2);
  });

  it("leaves out what is not known instead of calling it 0", () => {
    expect(behaviourFacts(NOTHING)).toEqual({
      ...Object.fromEntries(BEHAVIOUR_FACTS.map((fact) => [fact, null])),
      urls: 0,
      hashtags: 0,
      mentions: 0,
      length: 0,
    });
    const odd = { followers: "12", following: -1, postCount: Number.NaN, violations: true };
    const facts = behaviourFacts({
      ...NOTHING,
      accountAgeDays: 3,
      accountFacts: odd,
      itemFacts: { likes: 4 },
    });
    expect(facts).toMatchObject({ followers: null, following: null, postCount: null, postsPerDay: null });
    expect(facts).toMatchObject({ violations: null, engagementRate: null });
  });
});

describe("behaviourFeatures", () => {
  const scales = fitBehaviourScales([
    { followers: 0, urls: 1 },
    { followers: Math.E ** 2 - 1, urls: 1 },
    { followers: null, urls: 1 },
  ]);

  it("scales by logarithm, mean and deviation of the examples that had the fact", () => {
    expect(scales.followers).toEqual({ mean: 1, deviation: 1, n: 2 });
    const features = behaviourFeatures({ followers: Math.E ** 4 - 1 }, scales);
    expect(features?.[at("followers")]).toBeCloseTo(3, 6);
  });

  it("tells a missing fact from one at the mean", () => {
    const missing = behaviourFeatures({ urls: 1 }, scales);
    const average = behaviourFeatures({ urls: 1, followers: Math.E - 1 }, scales);
    expect(missing?.[at("followers")]).toBe(0);
    expect(average?.[at("followers")]).toBeCloseTo(0, 6);
    expect(missing?.[BEHAVIOUR_FACTS.length + at("followers")]).toBe(1);
    expect(average?.[BEHAVIOUR_FACTS.length + at("followers")]).toBe(0);
  });

  it("treats a fact that training never saw as missing, and no fact at all as no modality", () => {
    expect(behaviourFeatures({ violations: 9 }, scales)).toBeNull();
    expect(behaviourFeatures({}, scales)).toBeNull();
    const features = behaviourFeatures({ violations: 9, urls: 1 }, scales);
    expect(features?.[at("violations")]).toBe(0);
    expect(features?.[BEHAVIOUR_FACTS.length + at("violations")]).toBe(1);
  });

  it("stays finite and bounded whatever a platform sends", () => {
    const value = fc.option(fc.oneof(fc.double(), fc.constant(1e308)), { nil: null });
    const facts = fc.record(Object.fromEntries(BEHAVIOUR_FACTS.map((fact) => [fact, value])));
    fc.assert(
      fc.property(fc.array(facts, { maxLength: 5 }), facts, (examples, one) => {
        const features = behaviourFeatures(one, fitBehaviourScales(examples));
        if (features === null) return;
        expect(features.length).toBe(BEHAVIOUR_WIDTH);
        expect(features.every((feature) => Math.abs(feature) <= 6)).toBe(true);
      }),
    );
  });
});
