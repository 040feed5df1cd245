// Part of `npm ci`: makes the image model's ONNX file out of nsfwjs' weights, where it is not there yet.
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readNsfwjs } from "./image-model/read-nsfwjs.ts";
import { toOnnx } from "./image-model/to-onnx.ts";

const MODEL = "image-moderator/1/model.onnx";

/** Makes the file unless it is there. @returns whether it was made */
export async function buildImageModel(modelsDir = "models"): Promise<boolean> {
  const file = path.join(modelsDir, MODEL);
  if (existsSync(file)) return false;
  const { layers, weights } = await readNsfwjs();
  mkdirSync(path.dirname(file), { recursive: true });
  // Renamed into place: a model that is half written would be loaded.
  writeFileSync(`${file}.new`, toOnnx(layers, weights));
  renameSync(`${file}.new`, file);
  return true;
}

if (import.meta.main) console.log((await buildImageModel()) ? "image model built" : "image model up to date");
