import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { prefersLighter } from "./rotation.ts";
import { DEFAULT_CARE_SETTINGS, TEXT_VEILS } from "./schema.ts";
import { careInForce } from "./settings.ts";
import { shiftStart } from "./shift.ts";

const care = careInForce(DEFAULT_CARE_SETTINGS, {});

describe("rotation of severity", () => {
  test.each([
    [[], false],
    [[5, 5], false],
    [[5, 4, 5], true],
    [[5, 5, 5, 1], true],
    [[5, 1, 5, 5, 5], false],
    [[1, 5, 5, 5], false],
  ])("after %j a lighter case is preferred: %s", (newestFirst, prefers) => {
    expect(prefersLighter(care, newestFirst)).toBe(prefers);
  });

  test("off is off", () => {
    expect(prefersLighter({ ...care, rotation: null }, [5, 5, 5, 5])).toBe(false);
  });
});

describe("one's own choices within the organisation's", () => {
  const fixed = { on: true, mayTurnOff: false };

  test("what is fixed stays on; what is free can be turned off", () => {
    expect(
      careInForce({ ...DEFAULT_CARE_SETTINGS, blur: fixed }, { blur: false, grey: false }),
    ).toMatchObject({
      blur: true,
      grey: false,
    });
  });

  test("more protection is always one's own to take", () => {
    const off = { on: false, mayTurnOff: false };
    expect(careInForce({ ...DEFAULT_CARE_SETTINGS, blur: off }, { blur: true }).blur).toBe(true);
  });

  test("off is possible for everything that the organisation leaves free", () => {
    const none = {
      blur: false,
      grey: false,
      veil: "off",
      budget: false,
      breaks: false,
      rotation: false,
    } as const;
    expect(careInForce(DEFAULT_CARE_SETTINGS, none)).toEqual({
      heavyFrom: 4,
      blur: false,
      grey: false,
      veil: "off",
      budget: null,
      breaks: null,
      rotation: null,
    });
  });

  test("an own budget never raises the organisation's", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 720 }), (items, minutes) => {
        const { budget } = careInForce(DEFAULT_CARE_SETTINGS, { items, minutes });
        expect(budget).toEqual({ items: Math.min(20, items), minutes: Math.min(60, minutes) });
      }),
    );
  });

  test("a fixed veil can only be drawn further", () => {
    const settings = { ...DEFAULT_CARE_SETTINGS, veil: { text: "severe", mayTurnOff: false } } as const;
    expect(TEXT_VEILS.map((veil) => careInForce(settings, { veil }).veil)).toEqual([
      "severe",
      "severe",
      "always",
    ]);
  });
});

describe("a shift begins at an hour of the person's own day", () => {
  test.each([
    // Tehran is 3:30 ahead all year.
    ["2026-11-20T12:00:00Z", "Asia/Tehran", 4, "2026-11-20T00:30:00.000Z"],
    ["2026-11-20T00:10:00Z", "Asia/Tehran", 4, "2026-11-19T00:30:00.000Z"],
    // Half past midnight in Berlin belongs to the shift of the evening before.
    ["2026-11-19T23:30:00Z", "Europe/Berlin", 4, "2026-11-19T03:00:00.000Z"],
    ["2026-11-20T03:00:00Z", "Europe/Berlin", 4, "2026-11-20T03:00:00.000Z"],
    // Summer time begins on 29 March 2026: the shift that began before it is an hour shorter.
    ["2026-03-29T10:00:00Z", "Europe/Berlin", 0, "2026-03-28T23:00:00.000Z"],
    ["2026-03-29T10:00:00Z", "Europe/Berlin", 4, "2026-03-29T02:00:00.000Z"],
    ["2026-11-20T12:00:00Z", "UTC", 0, "2026-11-20T00:00:00.000Z"],
    ["2026-11-20T06:00:00Z", "America/Los_Angeles", 4, "2026-11-19T12:00:00.000Z"],
  ])("%s in %s, from %i o'clock", (now, zone, hour, start) => {
    expect(shiftStart(new Date(now), zone, hour).toISOString()).toBe(start);
  });

  test("it is never in the future and never more than a day and an hour ago", () => {
    const zones = fc.constantFrom("Asia/Tehran", "Europe/Berlin", "America/New_York", "Pacific/Apia", "UTC");
    const moments = fc.date({
      min: new Date("2024-01-01"),
      max: new Date("2027-12-31"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moments, zones, fc.integer({ min: 0, max: 23 }), (now, zone, hour) => {
        const age = now.getTime() - shiftStart(now, zone, hour).getTime();
        expect(age).toBeGreaterThanOrEqual(0);
        expect(age).toBeLessThanOrEqual(25 * 3_600_000);
      }),
    );
  });
});
