import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { QUEUE_ORDERS } from "./order.ts";
import { orderKey, reachRank } from "./order-key.ts";
import { caseRank, computePriority } from "./priority.ts";

const HOUR = 3_600_000;
const START = Date.parse("2026-06-01T00:00:00Z");
const SLA_HOURS = 4;
/** In a queue ordered by priority or reach, the widest gap of points there is, at 2 points per hour. */
const BOUND_HOURS = 50;

const aCase = (atHour: fc.Arbitrary<number>) =>
  fc
    .record({
      atHour,
      severity: fc.integer({ min: 1, max: 5 }),
      confidence: fc.double({ min: 0, max: 1, noNaN: true }),
      reach: fc.double({ min: 0, max: 1e9, noNaN: true }),
      reporterWeights: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 }),
    })
    .map(({ atHour: hour, ...input }) => {
      const createdAt = new Date(START + hour * HOUR);
      return {
        rank: caseRank(computePriority(input).base, createdAt),
        reachRank: reachRank(input.reach, createdAt),
        createdAt,
        dueAt: new Date(createdAt.getTime() + SLA_HOURS * HOUR),
      };
    });

describe("nothing waits for ever, whatever a queue is ordered by", () => {
  it.each(QUEUE_ORDERS)("by %s, no case of fifty hours later stands before a waiting one", (order) => {
    fc.assert(
      fc.property(
        aCase(fc.constant(0)),
        aCase(fc.double({ min: BOUND_HOURS + 0.01, max: 10_000, noNaN: true })),
        (waiting, newcomer) => orderKey(order, waiting) < orderKey(order, newcomer),
      ),
    );
  });

  it.each(QUEUE_ORDERS)("by %s, a reviewer who always takes the first reaches a given case", (order) => {
    fc.assert(
      fc.property(
        aCase(fc.constant(0)),
        // Two come an hour and one and a half leave: the queue grows without end.
        fc.infiniteStream(aCase(fc.double({ min: 0, max: 0.9, noNaN: true }))),
        (given, newcomers) => {
          const waiting = [given];
          for (let hour = 0; hour <= 4 * BOUND_HOURS; hour++) {
            for (let nth = 0; nth < 2; nth++) {
              const { value } = newcomers.next();
              if (value) waiting.push(later(value, hour));
            }
            for (let taken = 0; taken < 1 + (hour % 2); taken++) {
              const first = waiting.reduce((a, b) => (orderKey(order, b) < orderKey(order, a) ? b : a));
              if (first === given) return true;
              waiting.splice(waiting.indexOf(first), 1);
            }
          }
          return false;
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe("a queue ordered by reach", () => {
  it("puts the widest first among cases of one age, and an unseen one before it after fifty hours", () => {
    const now = new Date(START);
    expect(reachRank(1000, now)).toBeGreaterThan(reachRank(10, now));
    expect(reachRank(1e9, now)).toBe(reachRank(1e6, now));
    expect(reachRank(0, now)).toBeCloseTo(reachRank(1e6, new Date(START + 50 * HOUR)), 9);
  });
});

function later<C extends { rank: number; reachRank: number; createdAt: Date; dueAt: Date }>(
  one: C,
  hours: number,
): C {
  return {
    ...one,
    rank: one.rank - 2 * hours,
    reachRank: one.reachRank - 2 * hours,
    createdAt: new Date(one.createdAt.getTime() + hours * HOUR),
    dueAt: new Date(one.dueAt.getTime() + hours * HOUR),
  };
}
