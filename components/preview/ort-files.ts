import type { PreviewProvider } from "./protocol.ts";

/** Where under public/ the runtime's files lie; the version in the path makes them cacheable for good. */
export const ORT_FOLDER = "ort";
/** A test holds it equal to the installed onnxruntime-web, and that to onnxruntime-node. */
export const ORT_VERSION = "1.30.0";

const BASE = `/${ORT_FOLDER}/${ORT_VERSION}`;

/** The runtime's entry and its WebAssembly, on our own origin. */
export const ORT_FILES: Readonly<Record<PreviewProvider, { entry: string; wasm: string }>> = {
  webgpu: {
    entry: `${BASE}/ort.webgpu.bundle.min.mjs`,
    wasm: `${BASE}/ort-wasm-simd-threaded.asyncify.wasm`,
  },
  wasm: { entry: `${BASE}/ort.wasm.bundle.min.mjs`, wasm: `${BASE}/ort-wasm-simd-threaded.wasm` },
};
