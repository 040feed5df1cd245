import { randomInt } from "node:crypto";
import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db, inTransaction } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { TEXT_MODEL } from "#lib/scoring/index.ts";
import { seededRandom } from "#lib/training/seeded-random.ts";
import { sketchText, spreadOut } from "./diversity.ts";
import { loadProject, type Project } from "./project-store.ts";
import {
  addTasks,
  type ChosenItem,
  countPool,
  loadTexts,
  modelInForce,
  type PoolQuery,
  streamPool,
} from "./sample-store.ts";
import type { BatchPlan, SampleResult } from "./schema.ts";
import { Reservoir, TopK } from "./top-k.ts";
import { uncertaintyOf } from "./uncertainty.ts";

/** Unsure candidates kept for each task wanted: enough to be choosy about likeness, within these bounds. */
const CANDIDATES_PER_TASK = 10;
const LEAST_CANDIDATES = 500;
const MOST_CANDIDATES = 10_000;
const SKETCH_CHARACTERS = 600;

const randomPart = (count: number, share: number) => Math.round(count * share);

/** How a batch of this size would be made up, nothing stored. @throws DomainError not_found */
export async function planBatch(viewer: Viewer, slug: string, count: number): Promise<BatchPlan> {
  assertCan(viewer, "annotation:manage");
  const project = await loadProject(db(), slug);
  const model = await modelInForce(db(), TEXT_MODEL);
  if (!model) return { pool: 0, model: null, random: 0, chosen: 0 };
  const { randomShare, languages } = project.sampling;
  const pool = await countPool(db(), { projectId: project.id, model, languages });
  const all = Math.min(count, pool);
  const random = randomPart(all, randomShare);
  return { pool, model, random, chosen: all - random };
}

/**
 * Chooses `count` items of the pool (items with signals by the model in force that the project does not have) and
 * adds them as tasks: a fixed share drawn at random whatever the model says, so that something unbiased is always
 * labelled; the rest unsure and unlike one another (uncertainty.ts, diversity.ts). The pool is read once, page by
 * page; kept are the random draw and the most unsure candidates. Tasks of all origins are mixed, so that a place in
 * the order tells nothing.
 * @param seed makes the choice repeatable; stored with each task
 * @throws DomainError not_found, conflict when there is nothing to choose from
 */
export async function sampleTasks(
  viewer: Viewer,
  slug: string,
  count: number,
  seed = randomInt(2 ** 31),
): Promise<SampleResult> {
  assertCan(viewer, "annotation:manage");
  const project = await loadProject(db(), slug);
  const model = await modelInForce(db(), TEXT_MODEL);
  if (!model) throw new DomainError("conflict", "No model is in force, so there is nothing to choose by.");
  const query = { projectId: project.id, model, languages: project.sampling.languages };
  const chosen = await choose(project, query, count, seed);
  if (chosen.length === 0)
    throw new DomainError(
      "conflict",
      "There is nothing left to choose from: every scored item is in the project.",
    );
  return inTransaction(async (tx) => {
    const added = await addTasks(tx, project, chosen);
    const byOrigin = (origin: string) => chosen.filter((one) => one.origin === origin).length;
    const result = {
      added,
      uncertainty: byOrigin("uncertainty"),
      diversity: byOrigin("diversity"),
      random: byOrigin("random"),
    };
    await appendAudit(tx, [
      {
        actor: `user:${viewer.userId}`,
        action: "annotation.sampled",
        subject: `annotation_project:${project.id}`,
        data: {
          ...result,
          seed,
          model: `${model.name} ${model.version}`,
          strategy: project.sampling.strategy,
        },
      },
    ]);
    return result;
  });
}

async function choose(
  project: Project,
  query: PoolQuery,
  count: number,
  seed: number,
): Promise<ChosenItem[]> {
  const { strategy, randomShare } = project.sampling;
  const random = seededRandom(seed);
  const names = project.labels.map(({ label }) => label);
  const wantedAtRandom = randomPart(count, randomShare);
  const wantedByModel = count - wantedAtRandom;
  const candidateCount = Math.min(
    MOST_CANDIDATES,
    Math.max(LEAST_CANDIDATES, CANDIDATES_PER_TASK * wantedByModel),
  );
  const drawn = new Reservoir<string>(wantedAtRandom, random);
  // The random draw may take some of the most unsure away; that many more are kept.
  const unsure = new TopK<string>(wantedByModel === 0 ? 0 : candidateCount + wantedAtRandom);
  for await (const page of streamPool(db(), query))
    for (const { id, values } of page) {
      drawn.offer(id);
      const known = names.map((name) => values[name]).filter((value) => typeof value === "number");
      unsure.offer(uncertaintyOf(known, strategy), id);
    }
  const atRandom = new Set(drawn.kept);
  const candidates = unsure.best().filter(({ value }) => !atRandom.has(value));
  const texts = await loadTexts(
    db(),
    candidates.map(({ value }) => value),
    SKETCH_CHARACTERS,
  );
  const places = spreadOut(
    candidates.map(({ score, value }) => ({
      uncertainty: score,
      sketch: sketchText(texts.get(value) ?? ""),
    })),
    wantedByModel,
  );
  const { model } = query;
  const byModel = places.map((place): ChosenItem => {
    const { score, value } = candidates[place] as { score: number; value: string };
    // Among the most unsure by itself, or here because it is unlike the others that are.
    const origin = place < wantedByModel ? "uncertainty" : "diversity";
    return { itemId: value, origin, chosenBy: { ...model, strategy, uncertainty: score, seed } };
  });
  const byChance = drawn.kept.map((itemId): ChosenItem => ({ itemId, origin: "random", chosenBy: { seed } }));
  return mix([...byModel, ...byChance], random);
}

/** Fisher-Yates. */
function mix<T>(items: T[], random: () => number): T[] {
  for (let last = items.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [items[last], items[other]] = [items[other] as T, items[last] as T];
  }
  return items;
}
