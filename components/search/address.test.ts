import { expect, it } from "vitest";
import { asksNothing, searchHref } from "./address.ts";

it("an address holds what is asked and nothing else", () => {
  expect(searchHref({ q: "cheap pills", state: "in_review", language: "", radius: 0.85 })).toBe(
    "/search?q=cheap+pills&state=in_review",
  );
  expect(searchHref({ similar: "post-1", radius: 0.9 })).toBe("/search?similar=post-1&radius=0.9");
  expect(searchHref({})).toBe("/search");
  expect(asksNothing({ radius: 0.85 })).toBe(true);
  expect(asksNothing({ state: "allowed" })).toBe(false);
});
