import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  AGE_POINTS_PER_HOUR,
  caseRank,
  computePriority,
  InvalidPriorityInputError,
  MAX_BASE,
  MIN_BASE,
  priorityNow,
  reporterReliability,
  STARVATION_BOUND_HOURS,
} from "./priority.ts";

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const input = fc.record({
  severity: fc.integer({ min: 1, max: 5 }),
  confidence: unit,
  reach: fc.double({ min: 0, max: 1e9, noNaN: true }),
  reporterWeights: fc.array(unit, { maxLength: 30 }),
});
const moment = fc.date({ min: new Date("2025-01-01"), max: new Date("2035-01-01"), noInvalidDate: true });
const base = fc.double({ min: MIN_BASE, max: MAX_BASE, noNaN: true });
const HOUR = 3_600_000;

describe("computePriority", () => {
  it("the parts add up to the base, which lies between its bounds", () => {
    fc.assert(
      fc.property(input, (given) => {
        const parts = computePriority(given);
        expect(parts.base).toBeCloseTo(parts.severity + parts.confidence + parts.reach + parts.reports, 9);
        expect(parts.base).toBeGreaterThanOrEqual(MIN_BASE);
        expect(parts.base).toBeLessThanOrEqual(MAX_BASE + 1e-9);
      }),
    );
  });

  it("the bounds are 3 and 100 points, and both are reached", () => {
    expect([MIN_BASE, MAX_BASE]).toEqual([3, 100]);
    expect(computePriority({ severity: 1, confidence: 0, reach: 0, reporterWeights: [] }).base).toBe(
      MIN_BASE,
    );
    const worst = { severity: 5, confidence: 1, reach: 1e6, reporterWeights: Array(100).fill(1) };
    expect(computePriority(worst).base).toBeCloseTo(MAX_BASE, 9);
  });

  it("never falls when severity, confidence, reach or reports rise", () => {
    fc.assert(
      fc.property(input, input, (a, b) => {
        const low = {
          severity: Math.min(a.severity, b.severity),
          confidence: Math.min(a.confidence, b.confidence),
          reach: Math.min(a.reach, b.reach),
          reporterWeights: a.reporterWeights,
        };
        const raised = [
          { ...low, severity: Math.max(a.severity, b.severity) },
          { ...low, confidence: Math.max(a.confidence, b.confidence) },
          { ...low, reach: Math.max(a.reach, b.reach) },
          { ...low, reporterWeights: [...a.reporterWeights, ...b.reporterWeights] },
        ];
        for (const high of raised) {
          expect(computePriority(high).base).toBeGreaterThanOrEqual(computePriority(low).base - 1e-9);
        }
      }),
    );
  });

  it("a possible danger to life goes before a certain nuisance that a million people see and report", () => {
    const nuisance = { severity: 1, confidence: 1, reach: 1e6, reporterWeights: Array(50).fill(1) };
    const danger = { severity: 5, confidence: 0.5, reach: 0, reporterWeights: [] };
    expect(computePriority(danger).base).toBeGreaterThan(computePriority(nuisance).base);
  });

  it("any number of reporters adds less than one step from severity 3 to 4", () => {
    const quiet = { severity: 3, confidence: 0.5, reach: 0, reporterWeights: [] };
    const brigade = { ...quiet, reporterWeights: Array(10_000).fill(1) };
    expect(computePriority(brigade).base).toBeLessThan(computePriority({ ...quiet, severity: 4 }).base);
  });

  it.each([
    { severity: 0 },
    { severity: 6 },
    { severity: 2.5 },
    { severity: Number.NaN },
    { confidence: Number.NaN },
    { confidence: 1.1 },
    { reach: -1 },
    { reach: Number.NaN },
    { reporterWeights: [Number.NaN] },
  ])("refuses %o", (wrong) => {
    const given = { severity: 3, confidence: 0.5, reach: 0, reporterWeights: [], ...wrong };
    expect(() => computePriority(given)).toThrow(InvalidPriorityInputError);
  });
});

describe("order", () => {
  it("by rank is the order by priorityNow, at any time", () => {
    fc.assert(
      fc.property(base, moment, base, moment, moment, (baseA, createdA, baseB, createdB, now) => {
        const byRank = caseRank(baseA, createdA) - caseRank(baseB, createdB);
        const byPriority = priorityNow(baseA, createdA, now) - priorityNow(baseB, createdB, now);
        expect(byRank).toBeCloseTo(byPriority, 6);
      }),
    );
  });

  it("no starvation: after 48.5 hours the weakest case goes before the strongest newcomer", () => {
    expect(STARVATION_BOUND_HOURS).toBe(48.5);
    fc.assert(
      fc.property(moment, fc.double({ min: 1e-3, max: 1e5, noNaN: true }), (createdAt, extraHours) => {
        const later = new Date(createdAt.getTime() + Math.ceil((STARVATION_BOUND_HOURS + extraHours) * HOUR));
        expect(caseRank(MIN_BASE, createdAt)).toBeGreaterThan(caseRank(MAX_BASE, later));
      }),
    );
  });

  it("a case gains two points an hour", () => {
    const createdAt = new Date("2026-05-01T00:00:00Z");
    expect(priorityNow(10, createdAt, new Date(createdAt.getTime() + 3 * HOUR))).toBe(
      10 + 3 * AGE_POINTS_PER_HOUR,
    );
  });
});

describe("reporterReliability", () => {
  it("starts at one half, and moves with the evidence", () => {
    expect(reporterReliability(0, 0)).toBe(0.5);
    expect(reporterReliability(8, 0)).toBeCloseTo(0.9);
    expect(reporterReliability(0, 8)).toBeCloseTo(0.1);
  });

  it("rises with upheld, falls with dismissed, and never reaches 0 or 1", () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.nat(1e6), (upheld, dismissed) => {
        const value = reporterReliability(upheld, dismissed);
        expect(value).toBeGreaterThan(0);
        expect(value).toBeLessThan(1);
        expect(reporterReliability(upheld + 1, dismissed)).toBeGreaterThan(value);
        expect(reporterReliability(upheld, dismissed + 1)).toBeLessThan(value);
      }),
    );
  });

  it.each([
    [-1, 0],
    [0.5, 0],
    [0, Number.NaN],
  ])("refuses counts (%d, %d)", (upheld, dismissed) => {
    expect(() => reporterReliability(upheld, dismissed)).toThrow(InvalidPriorityInputError);
  });
});
