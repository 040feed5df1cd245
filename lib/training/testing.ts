import { randomUUID } from "node:crypto";
import { aViewer } from "#e2e/support/builders.ts";
import type { Labelled } from "#e2e/support/notices-and-spam.ts";
import type { Viewer } from "#lib/auth/index.ts";
import { db, inTransaction } from "#lib/db/index.ts";
import { embedFiles, mediaStorage } from "#lib/media/index.ts";
import { TEXT_MODEL } from "#lib/scoring/index.ts";
import { registerModels } from "#lib/scoring/model-registry.ts";
import { evaluateTask, trainTask } from "./model-task.ts";
import type { Laboratory } from "./run-training.ts";

/** Trains and measures in this very thread; of pictures it knows what was noted when they were scored. */
export const hereAndNow: Laboratory = {
  train: trainTask,
  evaluate: evaluateTask,
  readPictures: (files, model) => embedFiles(files, model, mediaStorage(), null),
};

/** The shipped model, in force as after a first start. */
export function installModel(): Promise<void> {
  return inTransaction(registerModels);
}

/** Tasks with their consensus, as annotation leaves them. */
export async function agreeOn(labelled: readonly Labelled[], computedAt = new Date()): Promise<string[]> {
  const project = await db().annotationProject.create({
    data: { slug: randomUUID(), name: "test", guidelines: "", labels: [], sampling: {} },
  });
  const ids: string[] = [];
  for (const { text, label, value, language = "en" } of labelled) {
    const { id } = await db().annotationTask.create({
      data: {
        projectId: project.id,
        externalId: randomUUID(),
        text,
        language,
        origin: "import",
        position: 0,
        overlap: 2,
        consensus: { create: { label, value, probability: value ? 0.95 : 0.05, annotators: 2, computedAt } },
      },
    });
    ids.push(id);
  }
  return ids;
}

/** A lead, and the revision of the pointer they see. */
export async function aLead(): Promise<Viewer> {
  return aViewer("lead");
}
export async function revision(name = TEXT_MODEL): Promise<number> {
  return (await db().modelPointer.findUniqueOrThrow({ where: { name } })).revision;
}
