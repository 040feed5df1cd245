import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { ORT_FOLDER, ORT_VERSION } from "#components/preview/ort-files.ts";

const FROM = "node_modules/onnxruntime-web/dist";
/** One entry for WebGPU and a smaller one for where there is none; each with its WebAssembly. */
const FILES = [
  "ort.webgpu.bundle.min.mjs",
  "ort-wasm-simd-threaded.asyncify.wasm",
  "ort.wasm.bundle.min.mjs",
  "ort-wasm-simd-threaded.wasm",
];

/** Puts the browser's model runtime where our own origin serves it, under its version; older ones go. */
export function copyOrt(publicDir = "public"): void {
  const folder = path.join(publicDir, ORT_FOLDER);
  const target = path.join(folder, ORT_VERSION);
  mkdirSync(target, { recursive: true });
  for (const other of readdirSync(folder))
    if (other !== ORT_VERSION) rmSync(path.join(folder, other), { recursive: true });
  for (const file of FILES)
    if (!existsSync(path.join(target, file))) cpSync(path.join(FROM, file), path.join(target, file));
}
