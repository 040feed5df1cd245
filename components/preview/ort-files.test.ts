import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { ORT_VERSION } from "./ort-files.ts";

it.each(["onnxruntime-web", "onnxruntime-node"])("the browser's runtime and %s are one version", (name) => {
  expect(JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")).version).toBe(ORT_VERSION);
});
