import { expect, it } from "vitest";
import { createMemo } from "./memo.ts";

function counting(limit: number) {
  const made: string[] = [];
  const memo = createMemo<string>(limit);
  const get = (key: string, fails = false) =>
    memo(key, async () => {
      made.push(key);
      if (fails) throw new Error(key);
      return key.toUpperCase();
    });
  return { made, get };
}

it("makes a thing once for all who ask at the same time", async () => {
  const { made, get } = counting(3);
  expect(await Promise.all([get("a"), get("a"), get("a")])).toEqual(["A", "A", "A"]);
  expect(made).toEqual(["a"]);
});

it("lets go of what was not asked for longest", async () => {
  const { made, get } = counting(2);
  for (const key of ["a", "b", "a", "c", "a", "b"]) await get(key);
  expect(made).toEqual(["a", "b", "c", "b"]);
});

it("forgets a failure", async () => {
  const { made, get } = counting(2);
  await expect(get("a", true)).rejects.toThrow("a");
  expect(await get("a")).toBe("A");
  expect(made).toEqual(["a", "a"]);
});
