import { createRequire } from "node:module";
import path from "node:path";
import * as tf from "@tensorflow/tfjs";
import { setThreadsCount, setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { load } from "nsfwjs/core";
import { MobileNetV2Model } from "nsfwjs/models/mobilenet_v2";
import { IMAGE_CLASSES, PICTURE_SIDE, type Picture } from "#lib/scoring/index.ts";

/**
 * nsfwjs itself, on the fastest backend that runs in Node here (WebAssembly with SIMD), to compare ours with.
 * @returns a function: pictures → probabilities in the order of IMAGE_CLASSES, made in one batch
 */
export async function openNsfwjs(threads = 1): Promise<(pictures: Picture[]) => Promise<number[][]>> {
  const files = path.dirname(
    createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm/package.json"),
  );
  setWasmPaths(`${files}/dist/`);
  setThreadsCount(threads);
  await tf.setBackend("wasm");
  const nsfw = await load("MobileNetV2", { size: PICTURE_SIDE, modelDefinitions: [MobileNetV2Model] });
  const model = nsfw.model as tf.LayersModel;
  return async (pictures) => {
    // What its own `infer` does for one picture, for many.
    const output = tf.tidy(() => {
      const batch = pictures.map(({ data, width, height, channels }) => {
        const image = tf.tensor3d(Int32Array.from(data), [height, width, channels], "int32");
        const scaled = tf.div<tf.Tensor3D>(image.slice([0, 0, 0], [height, width, 3]).toFloat(), 255);
        return width === PICTURE_SIDE && height === PICTURE_SIDE
          ? scaled
          : tf.image.resizeBilinear(scaled, [PICTURE_SIDE, PICTURE_SIDE], true);
      });
      return model.predict(tf.stack(batch)) as tf.Tensor2D;
    });
    const rows = (await output.array()).map((row) => row.slice(0, IMAGE_CLASSES.length));
    output.dispose();
    return rows;
  };
}
