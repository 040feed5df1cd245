import { describe, expect, it } from "vitest";
import { routeItem } from "./route-item.ts";
import { anItem, aPolicy, modelSet } from "./routing.builders.ts";
import type { SignalSetValues } from "./schema.ts";
import { FAILED_PROVIDER, REPLACES, REVIEW_ONLY } from "./signal-marks.ts";
import { voicesOf } from "./signal-values.ts";

/** What the fused model says, in the place of text and picture. */
const fused = (values: Record<string, number>): SignalSetValues => ({
  ...modelSet(values, "fusion"),
  version: "1003",
  detail: { [REPLACES]: ["text-moderator", "image-moderator"] },
});
const route = (...signals: SignalSetValues[]) =>
  routeItem({ itemId: "1", item: anItem(), signals, policies: [aPolicy()], rules: [] });

describe("a fused set", () => {
  it("speaks in the place of text and picture, both ways", () => {
    expect(route(modelSet({ hate: 0.8 }), fused({ hate: 0.1 })).outcome).toBe("allow");
    const joint = route(
      modelSet({ hate: 0.1 }),
      modelSet({ hate: 0.1 }, "image-moderator"),
      fused({ hate: 0.8 }),
    );
    expect(joint).toMatchObject({ outcome: "review", reasons: [{ source: "fusion", version: "1003" }] });
  });

  it("leaves to the others what it has no head for, and what it has not read", () => {
    expect(route(modelSet({ hate: 0.8 }), fused({ spam: 0.1 })).outcome).toBe("review");
    expect(route(modelSet({ hate: 0.8 }, "image-text"), fused({ hate: 0.1 })).outcome).toBe("review");
    expect(route(modelSet({ hate: 1 }, "bank:known"), fused({ hate: 0.1 })).outcome).toBe("automatic");
  });

  it("acts under a policy's automatic threshold only by heads that its card has for that", () => {
    const sure = fused({ hate: 0.99 });
    expect(route(sure).outcome).toBe("automatic");
    const careful = { ...sure, detail: { ...sure.detail, [REVIEW_ONLY]: ["hate"] } };
    expect(route(modelSet({ hate: 0.99 }), careful).outcome).toBe("review");
  });

  it("that failed changes nothing: late fusion stands", () => {
    const failed = { ...modelSet({}, "fusion"), provider: FAILED_PROVIDER, detail: { error: "gone" } };
    expect(route(modelSet({ hate: 0.8 }), failed).outcome).toBe("review");
    expect(voicesOf([modelSet({ hate: 0.8 }), failed])[0]?.values).toEqual({ hate: 0.8 });
  });
});
