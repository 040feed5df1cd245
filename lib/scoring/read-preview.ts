import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { DomainError } from "#lib/errors.ts";
import { createMemo } from "./memo.ts";
import { loadCard, modelPath, TEXT_MODEL } from "./model-files.ts";
import { modelInForce } from "./model-in-force.ts";
import type { PreviewModel } from "./preview-schema.ts";

/** Hashes of files already read; a version's file never changes. */
const hashes = createMemo<string>(4);

/** What a browser needs to run the champion itself. @throws DomainError forbidden */
export async function readPreviewModel(viewer: Viewer): Promise<PreviewModel> {
  assertCan(viewer, "cases:read");
  const { ref, path, card } = await champion();
  const sha256 = await hashOf(path);
  return {
    name: ref.name,
    version: ref.version,
    features: card.features,
    heads: card.heads.map(({ label }) => label),
    sha256,
  };
}

/**
 * The champion's ONNX file, asked for by its hash, so that the address never means another file.
 * @throws DomainError forbidden; not_found when the champion is another file by now
 */
export async function readPreviewFile(viewer: Viewer, sha256: string): Promise<Uint8Array<ArrayBuffer>> {
  assertCan(viewer, "cases:read");
  const { path } = await champion();
  if ((await hashOf(path)) !== sha256) throw new DomainError("not_found", "This is not the champion's file.");
  return new Uint8Array(await readFile(path));
}

async function champion() {
  const { modelsDir, version } = await modelInForce();
  const ref = { name: TEXT_MODEL, version };
  return { ref, path: modelPath(ref, modelsDir), card: await loadCard(ref, modelsDir) };
}

function hashOf(path: string): Promise<string> {
  return hashes(path, async () =>
    createHash("sha256")
      .update(await readFile(path))
      .digest("hex"),
  );
}
