import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { env } from "#lib/env.ts";
import { DomainError } from "#lib/errors.ts";
import { createMemo } from "./memo.ts";
import { IMAGE_MODEL, loadCard, type ModelRef, modelPath, readChampion, TEXT_MODEL } from "./model-files.ts";
import { modelInForce } from "./model-in-force.ts";
import type { PreviewFile, PreviewModel } from "./preview-schema.ts";

/** Hashes of files already read; a version's file never changes. */
const hashes = createMemo<string>(4);

type Served = { ref: ModelRef; path: string };

/** What a browser needs to run the text model's champion itself. @throws DomainError forbidden */
export async function readPreviewModel(viewer: Viewer): Promise<PreviewModel> {
  assertCan(viewer, "cases:read");
  const { ref, path, modelsDir } = await textChampion();
  const card = await loadCard(ref, modelsDir);
  return {
    ...ref,
    features: card.features,
    heads: card.heads.map(({ label }) => label),
    sha256: await hashOf(path),
  };
}

/** The same of the image model. @throws DomainError forbidden; not_found where its file was not built */
export async function readPreviewPictures(viewer: Viewer): Promise<PreviewFile> {
  assertCan(viewer, "cases:read");
  const { ref, path } = await imageModel();
  const sha256 = await hashOf(path).catch(() => null);
  if (sha256 === null) throw new DomainError("not_found", "There is no image model here.");
  return { ...ref, sha256 };
}

/**
 * The ONNX file of a model in force, asked for by its hash, so that the address never means another file.
 * @throws DomainError forbidden; not_found when what is in force is another file by now
 */
export async function readPreviewFile(viewer: Viewer, sha256: string): Promise<Uint8Array<ArrayBuffer>> {
  assertCan(viewer, "cases:read");
  for (const { path } of [await textChampion(), await imageModel()])
    if ((await hashOf(path).catch(() => null)) === sha256) return new Uint8Array(await readFile(path));
  throw new DomainError("not_found", "No model in force has this file.");
}

async function textChampion(): Promise<Served & { modelsDir: string }> {
  const { modelsDir, version } = await modelInForce();
  const ref = { name: TEXT_MODEL, version };
  return { ref, path: modelPath(ref, modelsDir), modelsDir };
}

async function imageModel(): Promise<Served> {
  const modelsDir = env().MODELS_DIR;
  const ref = await readChampion(modelsDir, IMAGE_MODEL);
  return { ref, path: modelPath(ref, modelsDir) };
}

function hashOf(path: string): Promise<string> {
  return hashes(path, async () =>
    createHash("sha256")
      .update(await readFile(path))
      .digest("hex"),
  );
}
