import { describe, expect, test } from "vitest";
import { type Binding, bindingsOf, KEYMAP, type Scope } from "./keymap.ts";
import { type KeyPress, matchKey } from "./match-key.ts";

const desk = bindingsOf("desk");
const press = (code: string, over: Partial<KeyPress> = {}): KeyPress => ({
  code,
  key: "",
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  repeat: false,
  isComposing: false,
  ...over,
});

test("a key is known by its place, whatever the layout types", () => {
  expect(matchKey(press("KeyR", { key: "ق" }), desk, "page")).toBe("remove");
});

test("typing in a field commands nothing but what is meant for fields", () => {
  expect(matchKey(press("KeyR"), desk, "field")).toBeNull();
  expect(matchKey(press("Enter"), desk, "field")).toBeNull();
  expect(matchKey(press("Enter", { ctrlKey: true }), desk, "field")).toBe("decideFromNote");
  expect(matchKey(press("Enter", { metaKey: true }), desk, "field")).toBe("decideFromNote");
  expect(matchKey(press("Escape"), desk, "field")).toBe("leaveField");
});

test("a held key commands once, a composing one never", () => {
  expect(matchKey(press("KeyA", { repeat: true }), desk, "page")).toBeNull();
  expect(matchKey(press("KeyA", { isComposing: true }), desk, "page")).toBeNull();
});

test("a focused control keeps Enter and Space for itself", () => {
  expect(matchKey(press("Enter"), desk, "control")).toBeNull();
  expect(matchKey(press("Space"), desk, "control")).toBeNull();
  expect(matchKey(press("KeyA"), desk, "control")).toBe("allow");
});

test("an open dialog keeps the keys from the page behind it", () => {
  expect(matchKey(press("KeyA"), desk, "overlay")).toBeNull();
  expect(matchKey(press("Escape"), desk, "overlay")).toBeNull();
});

test("the browser's own shortcuts stay the browser's", () => {
  expect(matchKey(press("KeyR", { ctrlKey: true }), desk, "page")).toBeNull();
  expect(matchKey(press("KeyA", { altKey: true }), desk, "page")).toBeNull();
});

test("the question mark is found on any layout", () => {
  const global = bindingsOf("global");
  expect(matchKey(press("Minus", { key: "?", shiftKey: true }), global, "page")).toBe("help");
  expect(matchKey(press("Slash", { key: "؟", shiftKey: true }), global, "page")).toBe("help");
  expect(matchKey(press("Slash", { key: "/" }), global, "page")).toBe("find");
});

test("single keys can be switched off, combinations stay", () => {
  expect(matchKey(press("KeyA"), desk, "page", false)).toBeNull();
  expect(matchKey(press("Enter", { ctrlKey: true }), desk, "page", false)).toBe("decideFromNote");
});

test("the number pad counts as the digits", () => {
  expect(matchKey(press("Numpad3"), desk, "page")).toBe("policy3");
  expect(matchKey(press("NumpadEnter"), desk, "page")).toBe("decide");
});

describe("no two commands of a scope share a key", () => {
  test.each(Object.keys(KEYMAP) as Scope[])("%s", (scope) => {
    const keys = Object.values<Binding>(bindingsOf(scope)).map(
      (b) => `${b.command ?? ""}+${b.shift ?? ""}+${b.code}`,
    );
    expect(new Set(keys).size).toBe(keys.length);
  });
});
