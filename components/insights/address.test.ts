import { expect, test } from "vitest";
import { insightsQuerySchema } from "#lib/insights/schema.ts";
import { behindHref, csvHref, insightsHref } from "./address.ts";

const query = (search: string) => insightsQuerySchema.parse(Object.fromEntries(new URLSearchParams(search)));

test("the address says what differs from the default, and reads back as the same filters", () => {
  expect(insightsHref(query(""))).toBe("/insights");
  const search = "weeks=4&by=posts&policy=H-2&language=fa&surface=feed";
  expect(insightsHref(query(search))).toBe(`/insights?${search}`);
  expect(csvHref(query("language=en"))).toBe("/api/console/insights.csv?language=en");
  expect(behindHref("proactive", query("weeks=26"), "S-4")).toBe("/insights/proactive?weeks=26&policy=S-4");
});

test("what is not one of ours counts as not set", () => {
  expect(query("weeks=3&by=likes&policy=&language=%20")).toEqual(query(""));
});
