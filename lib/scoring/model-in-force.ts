import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { db } from "#lib/db/index.ts";
import { env } from "#lib/env.ts";
import { cardSchema } from "./card.ts";
import {
  BEHAVIOUR_FILE,
  cardPath,
  loadCard,
  type ModelRef,
  modelPath,
  readChampion,
  TEXT_MODEL,
  versionFolder,
} from "./model-files.ts";
import type { ModelOptions } from "./open-text-model.ts";
import { servingOptions } from "./serving-options.ts";
import { tritonConfig } from "./triton-config.ts";

/** Which version to open, and the model repository it lies in. */
export type ModelPlace = { modelsDir: string; version: string };

/**
 * The text model that the pointer names at this moment, ready to be opened: pass it to `scoreTexts` or `explainText`.
 * Whoever scores a batch asks once and scores all of it with the answer (invariant 9). Without a pointer, before the
 * first start, it is the version that config.pbtxt names.
 */
export async function modelInForce(): Promise<ModelOptions & ModelPlace> {
  const serving = servingOptions();
  const pointer = await db().modelPointer.findUnique({
    where: { name: TEXT_MODEL },
    select: { version: { select: { id: true, version: true, artifactHash: true } } },
  });
  if (!pointer) {
    const { version } = await readChampion(env().MODELS_DIR);
    return { ...serving, modelsDir: env().MODELS_DIR, version };
  }
  const place = await placeModel(pointer.version);
  // An inference server has the models folder; what was trained here it does not have.
  if (pointer.version.artifactHash !== null) return { ...serving, ...place, remote: undefined };
  return { ...serving, ...place };
}

/** The names of the labels that the model in force reads by single sources' definitions, such as hate/edos. */
export async function definitionsInForce(): Promise<string[]> {
  const { version, modelsDir } = await modelInForce();
  const { definitions = [] } = await loadCard({ name: TEXT_MODEL, version }, modelsDir);
  return definitions.map(({ name }) => name);
}

/**
 * Where a version's files lie on this machine. One that was trained here is kept in PostgreSQL, since web and worker
 * have no disk in common; it is written into a folder of its own, named by version and hash, when it is first asked for.
 * @param name of the model
 * @throws Error if what the database holds is not what its hash says
 */
export async function placeModel(
  version: { id: string; version: string; artifactHash: string | null },
  name = TEXT_MODEL,
): Promise<ModelPlace> {
  const { id, artifactHash } = version;
  if (artifactHash === null) return { modelsDir: env().MODELS_DIR, version: version.version };
  const place = {
    // Two versions may have the same bytes: training is deterministic.
    modelsDir: path.join(env().DOCKET_DATA_DIR, "models", `${version.version}-${artifactHash}`),
    version: version.version,
  };
  if (!existsSync(place.modelsDir))
    await materialise(id, artifactHash, { name, version: place.version }, place.modelsDir);
  return place;
}

async function materialise(id: string, hash: string, ref: ModelRef, folder: string): Promise<void> {
  const { artifact, card } = await db().modelVersion.findUniqueOrThrow({
    where: { id },
    select: { artifact: true, card: true },
  });
  if (!artifact || createHash("sha256").update(artifact).digest("hex") !== hash)
    throw new Error(`The stored file of ${ref.name}/${ref.version} is not the one that was trained`);
  // Written aside and renamed: a process that is killed, or another one at the same work, leaves no half folder.
  const aside = `${folder}.${randomUUID()}`;
  await mkdir(path.dirname(modelPath(ref, aside)), { recursive: true });
  await writeFile(modelPath(ref, aside), artifact);
  await writeFile(cardPath(ref, aside), JSON.stringify(card));
  const fused = cardSchema.safeParse(card).data;
  if (fused?.fusion) {
    const folder = versionFolder(ref, aside);
    await writeFile(path.join(folder, BEHAVIOUR_FILE), JSON.stringify(fused.fusion.scales));
    await writeFile(path.join(path.dirname(folder), "config.pbtxt"), tritonConfig(fused, ref.version));
  }
  await rename(aside, folder).catch((error) => {
    if (!existsSync(folder)) throw error;
  });
}
