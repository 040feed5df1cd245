import { expect, it } from "vitest";
import { initialsOf } from "./initials.ts";

it("takes the first letters of the first and the last word", () => {
  expect(initialsOf("Mina van der Moderator")).toBe("MM");
  expect(initialsOf("lena")).toBe("L");
  expect(initialsOf("مینا ناظر")).toBe("م\u200cن");
  expect(initialsOf("(Ops) 7of9")).toBe("O7");
  expect(initialsOf("  ")).toBe("");
});
