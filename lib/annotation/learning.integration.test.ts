import { beforeAll, describe, expect, it } from "vitest";
import { aViewer, ingest } from "#e2e/support/builders.ts";
import type { Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { importTasks } from "./import-tasks.ts";
import {
  combineProject,
  exportTasks,
  getProject,
  nextTask,
  planBatch,
  readQuality,
  sampleTasks,
  submitAnswer,
  undoAnswer,
  updateProject,
} from "./index.ts";
import { LINE_LIMIT } from "./parse-import.ts";
import { aProject, bytesOf, imported, LABELS, taken, withTasks } from "./testing.ts";

const NOW = new Date();
const idOf = async (slug: string) => (await db().annotationProject.findUniqueOrThrow({ where: { slug } })).id;
const combined = async (slug: string) => combineProject(await idOf(slug), NOW);
const consensusOf = (slug: string) =>
  db().consensusLabel.findMany({ where: { task: { project: { slug } } }, orderBy: [{ label: "asc" }] });

async function label(viewer: Viewer, slug: string, ...labels: string[]): Promise<string> {
  const task = await taken(viewer, slug);
  await submitAnswer(viewer, task.id, { labels, seconds: 2 });
  return task.id;
}

describe("consensus", () => {
  it("stands when a task has its overlap and not before; taking an answer back takes it away", async () => {
    const { slug, lead } = await aProject();
    await withTasks(lead, slug, 1);
    const [first, second] = [await aViewer("annotator"), await aViewer("annotator")];
    await label(first, slug, "hate");
    await combined(slug);
    expect(await consensusOf(slug)).toEqual([]);
    const answerId = await label(second, slug, "hate");
    await combined(slug);
    expect(await consensusOf(slug)).toMatchObject([
      { label: "hate", value: 1, annotators: 2 },
      { label: "spam", value: 0, annotators: 2 },
    ]);
    await undoAnswer(second, answerId);
    expect(await consensusOf(slug)).toEqual([]);
    await combined(slug);
    expect(await consensusOf(slug)).toEqual([]);
  });

  it("the last answer that a task needs sends for it in the same transaction", async () => {
    const { slug, lead } = await aProject();
    await withTasks(lead, slug, 1);
    const projectId = await idOf(slug);
    const jobs = async () =>
      Number(
        (
          (await db().$queryRaw`
            SELECT count(*)::int AS n FROM jobs.job WHERE name = 'combine-answers' AND data->>'projectId' = ${projectId}`) as {
            n: number;
          }[]
        )[0]?.n,
      );
    await label(await aViewer("annotator"), slug);
    expect(await jobs()).toBe(0);
    await label(await aViewer("annotator"), slug);
    expect(await jobs()).toBe(1);
  });

  it("believes whom gold has shown to be right, and says who fits with how much", async () => {
    const { slug, lead } = await aProject({ sampling: { goldShare: 0.5 } });
    const gold = Array.from({ length: 12 }, (_, n) => ({
      id: `g-${n}`,
      text: `known ${n}`,
      gold: n % 2 === 0 ? ["hate"] : [],
    }));
    await imported(lead, slug, [...gold, { id: "open", text: "contested" }]);
    const [right, wrong] = [await aViewer("annotator"), await aViewer("annotator")];
    for (const viewer of [right, wrong]) {
      for (let n = 0; n < 12; n++) {
        const task = await nextTask(viewer, slug, [], () => 0);
        const holds = Number(task?.text.split(" ")[1]) % 2 === 0;
        const said = viewer === right ? holds : !holds;
        await submitAnswer(viewer, task?.id ?? "", { labels: said ? ["hate"] : [], seconds: null });
      }
      await label(viewer, slug, ...(viewer === right ? ["hate"] : []));
    }
    await combined(slug);
    const [hate] = await consensusOf(slug);
    expect(hate).toMatchObject({ label: "hate", value: 1 });
    expect(hate?.probability).toBeGreaterThan(0.9);
    const quality = await readQuality(lead, slug);
    const sensitivityOf = (viewer: Viewer) =>
      quality.find(({ name }) => name === viewer.name)?.labels.find((one) => one.label === "hate")
        ?.sensitivity;
    expect(sensitivityOf(right)?.value).toBeGreaterThan(0.9);
    expect(sensitivityOf(wrong)?.value).toBeLessThan(0.1);
    expect(sensitivityOf(right)?.n).toBeGreaterThan(6);
    expect((await getProject(right, slug)).mine.gold).toEqual({ agreed: 12, of: 12 });
    await expect(readQuality(right, slug)).rejects.toMatchObject({ kind: "forbidden" });
  });

  it("own work stands beside it only when the own answer can no longer be taken back", async () => {
    const { slug, lead } = await aProject();
    await withTasks(lead, slug, 1);
    const [first, second] = [await aViewer("annotator"), await aViewer("annotator")];
    const answerId = await label(first, slug, "hate");
    await label(second, slug, "hate");
    await combined(slug);
    expect((await getProject(first, slug)).mine.consensus).toEqual({ agreed: 0, of: 0 });
    await db().annotation.update({
      where: { id: answerId },
      data: { submittedAt: new Date(Date.now() - 11 * 60_000) },
    });
    expect((await getProject(first, slug)).mine.consensus).toEqual({ agreed: 1, of: 1 });
    expect((await getProject(lead, slug)).perLabel).toMatchObject([{ n: 1 }, { n: 1 }]);
  });
});

describe("a project", () => {
  it("keeps what a change does not name, and its labels once somebody has answered", async () => {
    const { slug, lead } = await aProject({ overlap: 3, guidelines: "As written." });
    await updateProject(lead, slug, { state: "paused" });
    expect(await getProject(lead, slug)).toMatchObject({
      state: "paused",
      overlap: 3,
      guidelines: "As written.",
      sampling: { goldShare: 0 },
    });
    await updateProject(lead, slug, {
      state: "active",
      labels: LABELS.map((one) => ({ ...one, description: "" })),
    });
    await withTasks(lead, slug, 1);
    await label(await aViewer("annotator"), slug, "hate");
    const described = LABELS.map((one) => ({ ...one, description: "said better" }));
    await updateProject(lead, slug, { labels: described });
    await expect(updateProject(lead, slug, { labels: described.toReversed() })).rejects.toMatchObject({
      kind: "conflict",
    });
    const subject = `annotation_project:${await idOf(slug)}`;
    const actions = await db().auditEntry.findMany({ where: { subject }, orderBy: { sequence: "asc" } });
    expect(actions.map(({ action }) => action.replace("annotation.", ""))).toEqual([
      "project_created",
      "project_changed",
      "project_changed",
      "imported",
      "project_changed",
    ]);
  });

  it("of the same name gets an address of its own", async () => {
    const first = await aProject({ name: "Twice" });
    const second = await aProject({ name: "Twice" });
    expect(first.slug).toBe("twice");
    expect(second.slug).toMatch(/^twice-[0-9a-f]{6}$/);
    expect((await aProject({ name: "توهین" })).slug).toMatch(/^project-/);
  });
});

describe("import", () => {
  it("takes good lines, tells broken ones by number, and changes nothing when sent again", async () => {
    const { slug, lead } = await aProject();
    const lines = [
      { id: "a", text: "first" },
      "not json",
      { id: "b", text: "<b>second</b>", gold: ["spam"] },
      { id: "c", text: "third", gold: ["wit"] },
      `{"id":"long","text":"${"x".repeat(LINE_LIMIT)}"}`,
    ];
    const report = await imported(lead, slug, lines);
    expect(report).toMatchObject({ added: 2, known: 0, refused: 3 });
    expect(report.problems.map(({ line }) => line)).toEqual([2, 4, 5]);
    expect(await imported(lead, slug, lines)).toMatchObject({ added: 0, known: 2, refused: 3 });
    expect(await db().auditEntry.count({ where: { action: "annotation.imported" } })).toBeGreaterThanOrEqual(
      2,
    );
  });

  it("keeps what came before a file that is too large", async () => {
    const { slug, lead } = await aProject();
    async function* endless() {
      yield* bytesOf('{"id":"a","text":"kept"}\n');
      for (;;) yield Buffer.alloc(1 << 20, 0x20);
    }
    await expect(importTasks(lead, slug, endless())).rejects.toMatchObject({ kind: "too_large" });
    expect(await db().annotationTask.count({ where: { project: { slug } } })).toBe(1);
  });

  it("is a lead's", async () => {
    const { slug } = await aProject();
    await expect(imported(await aViewer("annotator"), slug, [])).rejects.toMatchObject({ kind: "forbidden" });
  });
});

describe("export", () => {
  it("every task in order with answers, consensus and origin; people by pseudonym; the look at gold is audited", async () => {
    const { slug, lead } = await aProject();
    await imported(lead, slug, [
      { id: "a", text: "first" },
      { id: "g", text: "known", gold: [] },
    ]);
    const people = [await aViewer("annotator"), await aViewer("annotator")];
    for (const viewer of people) await label(viewer, slug, "spam");
    await combined(slug);
    const rows = await Array.fromAsync(await exportTasks(lead, slug));
    expect(rows).toMatchObject([
      {
        id: "a",
        text: "first",
        origin: "import",
        consensus: [
          { label: "hate", value: 0 },
          { label: "spam", value: 1 },
        ],
      },
      { id: "g", origin: "gold", gold: [], answers: [] },
    ]);
    const text = JSON.stringify(rows);
    expect(new Set(text.match(/annotator-[0-9a-f]{12}/g)).size).toBe(2);
    for (const { userId, name } of people) {
      expect(text).not.toContain(userId);
      expect(text).not.toContain(name);
    }
    const subject = `annotation_project:${await idOf(slug)}`;
    expect(await db().auditEntry.count({ where: { action: "annotation.gold_revealed", subject } })).toBe(1);
  });
});

describe("sampling the pool", () => {
  const MODEL = { name: "text-moderator", version: "test" };
  beforeAll(async () => {
    await db().modelVersion.create({ data: { ...MODEL, state: "champion", card: {} } });
    const ids = await ingest(
      ...Array.from({ length: 200 }, (_, n) => ({
        text: `post ${n} says ${n % 7} and ${n % 11}`,
        language: n % 2 === 0 ? "en" : "fa",
      })),
    );
    await db().signalSet.createMany({
      data: ids.map((itemId, n) => ({
        itemId,
        source: MODEL.name,
        version: MODEL.version,
        values: { hate: n / 200, spam: 0.01 },
      })),
    });
  });

  it("draws the fixed share at random, the rest by doubt; stores why; takes no item twice", async () => {
    const { slug, lead } = await aProject({
      sampling: { goldShare: 0, randomShare: 0.25, strategy: "margin" },
    });
    expect(await planBatch(lead, slug, 40)).toEqual({ pool: 200, model: MODEL, random: 10, chosen: 30 });
    const first = await sampleTasks(lead, slug, 40, 1);
    expect(first).toMatchObject({ added: 40, random: 10 });
    expect(first.uncertainty + first.diversity).toBe(30);
    const tasks = await db().annotationTask.findMany({
      where: { project: { slug } },
      orderBy: { position: "asc" },
    });
    expect(tasks[0]?.chosenBy).toMatchObject({ seed: 1 });
    const chosen = tasks.filter(({ origin }) => origin === "uncertainty");
    for (const { chosenBy } of chosen)
      expect((chosenBy as { uncertainty: number }).uncertainty).toBeGreaterThan(0.5);
    expect(await sampleTasks(lead, slug, 1000, 2)).toMatchObject({ added: 160 });
    await expect(sampleTasks(lead, slug, 10)).rejects.toMatchObject({ kind: "conflict" });
    expect(await db().annotationTask.count({ where: { project: { slug } } })).toBe(200);
  });

  it("the random draw is the same whatever the model thinks", async () => {
    const drawnWith = async (labels: object[]) => {
      const { slug, lead } = await aProject({ labels, sampling: { goldShare: 0, randomShare: 0.5 } });
      await sampleTasks(lead, slug, 20, 7);
      const tasks = await db().annotationTask.findMany({ where: { project: { slug }, origin: "random" } });
      return tasks.map(({ itemId }) => itemId).sort();
    };
    expect(await drawnWith([{ label: "hate", name: "Hate" }])).toEqual(
      await drawnWith([{ label: "unheard_of", name: "Unheard of" }]),
    );
  });

  it("keeps to the project's languages, and is audited", async () => {
    const { slug, lead } = await aProject({ sampling: { goldShare: 0, languages: ["fa"] } });
    await sampleTasks(lead, slug, 15);
    const tasks = await db().annotationTask.findMany({ where: { project: { slug } } });
    expect(new Set(tasks.map(({ language }) => language))).toEqual(new Set(["fa"]));
    const subject = `annotation_project:${await idOf(slug)}`;
    expect(await db().auditEntry.count({ where: { action: "annotation.sampled", subject } })).toBe(1);
  });
});
