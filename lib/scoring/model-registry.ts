import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { Prisma, Tx } from "#lib/db/index.ts";
import { env } from "#lib/env.ts";
import { FUSION_MODEL, LATE_FUSION, readChampion } from "./model-files.ts";

const cardSchema = z.record(z.string(), z.unknown());

/** How a pointer that is set at the first start explains itself in the history. */
const INSTALLED = "First start";

/**
 * Registers what lies in the models folder (`<name>/<version>/card.json`). At the first start the version that a
 * name's config.pbtxt serves becomes its champion, and the pointer is set to it; all others, and those that a later
 * release brings, wait as candidates, as every fused model does: late fusion is in force, a version without a file.
 */
export async function registerModels(tx: Tx): Promise<void> {
  const cards = readCards(env().MODELS_DIR);
  const fused = await tx.modelPointer.count({ where: { name: FUSION_MODEL } });
  if (fused === 0)
    await tx.modelVersion.createMany({
      data: [{ name: FUSION_MODEL, version: LATE_FUSION, state: "champion", card: {} }],
      skipDuplicates: true,
    });
  for (const name of new Set(cards.map((one) => one.name))) {
    const own = cards.filter((one) => one.name === name);
    const known = await tx.modelVersion.findFirst({ where: { name, state: "champion" } });
    const served = known || name === FUSION_MODEL ? null : await servedVersion(name, own[0]?.version ?? null);
    // A release may know more of a version than the one before did; the numbers of one trained here are its own.
    for (const { version, card } of own)
      await tx.modelVersion.updateMany({
        where: {
          name,
          version,
          artifactHash: null,
          NOT: { card: { equals: card as Prisma.InputJsonObject } },
        },
        data: { card: card as Prisma.InputJsonObject },
      });
    await tx.modelVersion.createMany({
      data: own.map(({ version, card }) => ({
        name,
        version,
        state: version === served ? ("champion" as const) : ("candidate" as const),
        card: card as Prisma.InputJsonObject,
      })),
      skipDuplicates: true,
    });
  }
  const champions = await tx.modelVersion.findMany({ where: { state: "champion" } });
  for (const { id, name } of champions) {
    const { count } = await tx.modelPointer.createMany({
      data: [{ name, versionId: id }],
      skipDuplicates: true,
    });
    if (count === 1)
      await tx.modelPointerMove.create({
        data: { name, revision: 1, kind: "install", toVersionId: id, reason: INSTALLED },
      });
  }
}

/** The version that config.pbtxt serves; of a folder without one, the first there is. */
function servedVersion(name: string, first: string | null): Promise<string | null> {
  return readChampion(env().MODELS_DIR, name).then(
    ({ version }) => version,
    () => first,
  );
}

function readCards(directory: string): { name: string; version: string; card: Record<string, unknown> }[] {
  const folders = (at: string) =>
    readdirSync(at, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
  return folders(directory).flatMap((name) =>
    folders(path.join(directory, name)).flatMap((version) => {
      try {
        const card = cardSchema.parse(
          JSON.parse(readFileSync(path.join(directory, name, version, "card.json"), "utf8")),
        );
        return [{ name, version, card }];
      } catch {
        return [];
      }
    }),
  );
}
