import { describe, expect, test } from "vitest";
import { bindingsOf, KEYMAP, type Scope } from "#components/keys/keymap.ts";
import en from "../../messages/en.json" with { type: "json" };
import fa from "../../messages/fa.json" with { type: "json" };

type Tree = { [key: string]: string | Tree };

function leaves(tree: Tree, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string"
      ? [[`${path}${key}`, value] as [string, string]]
      : leaves(value, `${path}${key}.`),
  );
}
const english = new Map(leaves(en));
const farsi = new Map(leaves(fa));
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\s*[,}]/g)].map((match) => match[1]).sort();

test("Farsi has every sentence that English has, and no other", () => {
  expect([...farsi.keys()].sort()).toEqual([...english.keys()].sort());
});

test("a translation fills in the same values", () => {
  for (const [key, text] of english) {
    // Plural branches repeat their words; what matters is the set of names.
    expect(new Set(placeholders(farsi.get(key) ?? "")), key).toEqual(new Set(placeholders(text)));
  }
});

test("Farsi sentences carry no Latin digits", () => {
  const withDigits = [...farsi].filter(([, text]) => /[0-9]/.test(text.replace(/case:42|F1/, "")));
  expect(withDigits).toEqual([]);
});

test("no sentence shouts", () => {
  expect([...english, ...farsi].filter(([, text]) => /[!！]/.test(text))).toEqual([]);
});

describe("every key has words for the overlay", () => {
  test.each(Object.keys(KEYMAP) as Scope[])("%s", (scope) => {
    for (const command of Object.keys(bindingsOf(scope)))
      expect(english.has(`keys.${scope}.${command}`)).toBe(true);
  });
});
