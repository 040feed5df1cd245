import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { Prisma, Tx } from "#lib/db/index.ts";
import { env } from "#lib/env.ts";
import { FUSION_MODEL } from "./model-files.ts";

const cardSchema = z.record(z.string(), z.unknown());

/** How a pointer that is set at the first start explains itself in the history. */
const INSTALLED = "First start";

/**
 * Registers what lies in the models folder (`<name>/<version>/card.json`). The first version of a name
 * becomes its champion, and the pointer is set to it; later ones wait as candidates, as every fused model does:
 * late fusion is in force.
 */
export async function registerModels(tx: Tx): Promise<void> {
  for (const { name, version, card } of readCards(env().MODELS_DIR)) {
    const champion = await tx.modelVersion.findFirst({ where: { name, state: "champion" } });
    const state = champion || name === FUSION_MODEL ? "candidate" : "champion";
    await tx.modelVersion.createMany({
      data: [{ name, version, state, card: card as Prisma.InputJsonObject }],
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
