import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Card, cardSchema } from "./card.ts";

/** The model repository (Triton's layout), from where the process was started. */
export const DEFAULT_MODELS_DIR = "models";
export const TEXT_MODEL = "text-moderator";
export const IMAGE_MODEL = "image-moderator";
/** The fused model. None is shipped: it is trained from reviewers' decisions. */
export const FUSION_MODEL = "fusion";
/** The version of it that is in force out of the box: no file, the highest of what each modality says. */
export const LATE_FUSION = "late";
/** The models whose scores it stands for: it has read what they read. */
export const FUSED_SOURCES: readonly string[] = [TEXT_MODEL, IMAGE_MODEL];

/** Beside a fused model's file: by what its behaviour facts are scaled, for whoever serves it elsewhere. */
export const BEHAVIOUR_FILE = "behaviour.json";

export type ModelRef = { name: string; version: string };

/** The version that config.pbtxt has served: the champion. @throws Error if it names none. */
export async function readChampion(modelsDir = DEFAULT_MODELS_DIR, name = TEXT_MODEL): Promise<ModelRef> {
  const path = join(modelsDir, name, "config.pbtxt");
  const version = /version_policy[\s\S]*?versions\s*:\s*\[\s*(\d+)/.exec(await readFile(path, "utf8"))?.[1];
  if (!version) throw new Error(`${path} names no version in version_policy`);
  return { name, version };
}

/** The folder of a version's files. */
export function versionFolder(model: ModelRef, modelsDir = DEFAULT_MODELS_DIR): string {
  return join(modelsDir, model.name, model.version);
}

/** Where a version's ONNX file lies. */
export function modelPath(model: ModelRef, modelsDir = DEFAULT_MODELS_DIR): string {
  return join(versionFolder(model, modelsDir), "model.onnx");
}

/** Where a version's card lies. */
export function cardPath(model: ModelRef, modelsDir = DEFAULT_MODELS_DIR): string {
  return join(versionFolder(model, modelsDir), "card.json");
}

/** A version's card; the champion's if none is named. @throws Error if it is not there or not a card. */
export async function loadCard(model?: ModelRef, modelsDir = DEFAULT_MODELS_DIR): Promise<Card> {
  const path = cardPath(model ?? (await readChampion(modelsDir)), modelsDir);
  const result = cardSchema.safeParse(JSON.parse(await readFile(path, "utf8")));
  if (!result.success) throw new Error(`${path} is not a model card`, { cause: result.error });
  return result.data;
}
