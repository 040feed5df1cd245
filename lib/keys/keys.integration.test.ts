import { expect, it } from "vitest";
import { aViewer } from "#e2e/support/builders.ts";
import { myKeys, saveKeys } from "./index.ts";

it("a person's keys are their own, and follow them", async () => {
  const [one, other] = [await aViewer("moderator"), await aViewer("annotator")];
  const overrides = { "desk.allow": { code: "KeyQ" } };
  expect(await myKeys(one)).toEqual({ overrides: {}, revision: 0 });
  expect(await saveKeys(one, { revision: 0, overrides })).toEqual({ overrides, revision: 1 });
  expect(await myKeys(one)).toEqual({ overrides, revision: 1 });
  expect(await myKeys(other)).toEqual({ overrides: {}, revision: 0 });
});

it("of two tabs that change the keys at once, one is told", async () => {
  const viewer = await aViewer("moderator");
  const save = (code: string, revision: number) =>
    saveKeys(viewer, { revision, overrides: { "desk.allow": { code } } });
  const first = await Promise.allSettled([save("KeyQ", 0), save("KeyJ", 0)]);
  expect(first.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const second = await Promise.allSettled([save("KeyD", 1), save("KeyJ", 1)]);
  expect(second.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});
