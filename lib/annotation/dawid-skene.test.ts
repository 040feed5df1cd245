import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dawidSkene, QUALITY_PRIOR, type Vote } from "./dawid-skene.ts";

/**
 * Dawid and Skene 1979, table 1: 45 patients judged fit for anaesthesia from 1 to 4 by five anaesthetists, the first
 * of them three times. One word a patient: seven judgements, the first three of the first.
 */
const PATIENTS =
  `1111111 3334334 1122122 2223121 2223222 2223322 1222111 3333433 2222223 2322223 4444444 2223343
  1111111 2223212 1211111 1112111 1111111 1111111 2222221 2221322 2222222 2222221 2223222 2212222 1111111 1111111
  2322222 1111111 1111111 1121121 1111111 3333233 1111111 2222222 2223232 4334343 2212232 2323233 3333432 1111111
  1111111 1212111 2322222 1211111 2222222`.split(/\s+/);
const OBSERVER = [0, 0, 0, 1, 2, 3, 4];
const VOTES = PATIENTS.flatMap((judgements, task) =>
  [...judgements].map(
    (digit, at): Vote => ({ task, annotator: OBSERVER[at] ?? 0, answer: Number(digit) - 1 }),
  ),
);

describe("Dawid and Skene 1979, their own data (table 1) and estimates (tables 2 to 4)", () => {
  const { posterior, prevalence, confusion } = dawidSkene(VOTES, PATIENTS.length, { classes: 4 });

  it("how common each class is: 0.40, 0.42, 0.11, 0.07", () => {
    expect(prevalence.map((p) => Number(p.toFixed(2)))).toEqual([0.4, 0.42, 0.11, 0.07]);
  });
  it("the error rates of the first observer", () => {
    const rounded = confusion[0]?.map((row) => row.map((p) => Number(p.toFixed(2))));
    expect(rounded?.[0]).toEqual([0.89, 0.11, 0, 0]);
    expect(rounded?.[1]).toEqual([0.07, 0.88, 0.05, 0]);
    expect(rounded?.[2]).toEqual([0, 0.34, 0.66, 0]);
  });
  it("almost every patient has one clear class, patient 2 the fourth and patient 36 too", () => {
    expect(posterior.filter((row) => Math.max(...row) > 0.9).length).toBeGreaterThanOrEqual(43);
    expect(posterior[1]?.[3]).toBeGreaterThan(0.9);
    expect(posterior[35]?.[3]).toBeGreaterThan(0.9);
  });
});

describe("two classes, as labels use it", () => {
  const votes: Vote[] = [
    // Two who agree on everything, and one who always says the opposite.
    ...[0, 1, 0, 1, 1, 0, 1, 0].flatMap((answer, task): Vote[] => [
      { task, annotator: 0, answer },
      { task, annotator: 1, answer },
      { task, annotator: 2, answer: 1 - answer },
    ]),
    // The contrary one alone.
    { task: 8, annotator: 2, answer: 1 },
  ];
  it("believes the opposite of somebody who is always wrong", () => {
    const { posterior } = dawidSkene(votes, 9, { classes: 2 });
    expect(posterior[8]?.[1]).toBeLessThan(0.05);
  });
  it("gold never changes, and settles whom to believe where two contradict each other", () => {
    const gold = [0, 1, 2, 3, 4, 5].flatMap((task): Vote[] => [
      { task, annotator: 0, answer: task % 2 },
      { task, annotator: 1, answer: 1 - (task % 2) },
    ]);
    const known = new Map([0, 1, 2, 3, 4, 5].map((task) => [task, task % 2]));
    const contested: Vote[] = [
      { task: 6, annotator: 0, answer: 1 },
      { task: 6, annotator: 1, answer: 0 },
    ];
    const { posterior } = dawidSkene([...gold, ...contested], 7, { classes: 2, known, prior: QUALITY_PRIOR });
    expect(posterior.slice(0, 6).map(([, one]) => one)).toEqual([0, 1, 0, 1, 0, 1]);
    expect(posterior[6]?.[1]).toBeGreaterThan(0.9);
  });
  it("property: probabilities are probabilities, whoever answers what, and the order of votes does not matter", () => {
    const vote = fc.record({
      task: fc.nat({ max: 9 }),
      annotator: fc.nat({ max: 4 }),
      answer: fc.nat({ max: 1 }),
    });
    fc.assert(
      fc.property(fc.array(vote, { maxLength: 60 }), (any) => {
        const { posterior } = dawidSkene(any, 10, { classes: 2, prior: QUALITY_PRIOR });
        const reversed = dawidSkene(any.toReversed(), 10, { classes: 2, prior: QUALITY_PRIOR });
        posterior.forEach((row, task) => {
          expect((row[0] ?? 0) + (row[1] ?? 0)).toBeCloseTo(1, 9);
          expect(row[1]).toBeGreaterThanOrEqual(0);
          expect(reversed.posterior[task]?.[1]).toBeCloseTo(row[1] ?? 0, 5);
        });
      }),
      { numRuns: 50 },
    );
  });
});
