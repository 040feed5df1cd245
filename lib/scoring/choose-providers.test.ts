import { expect, it } from "vitest";
import { chooseProviders } from "./choose-providers.ts";

const bundled = new Set(["cpu", "webgpu"]);

it("takes what the machine has, the CPU last", () => {
  const all = new Set(["cpu", "webgpu", "cuda"]);
  expect(chooseProviders(undefined, all, () => true)).toEqual(["cuda", "webgpu", "cpu"]);
  expect(chooseProviders(undefined, bundled, () => true)).toEqual(["webgpu", "cpu"]);
});

it("leaves WebGPU alone without a graphics processor, unless it is asked for", () => {
  expect(chooseProviders(undefined, bundled, () => false)).toEqual(["cpu"]);
  expect(chooseProviders(["webgpu"], bundled, () => false)).toEqual(["webgpu", "cpu"]);
});

it("passes over what the runtime does not know", () => {
  expect(chooseProviders(["cuda", "webgpu"], new Set(["cpu"]), () => true)).toEqual(["cpu"]);
});
