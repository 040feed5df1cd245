import { beforeAll, describe, expect, it } from "vitest";
import { aViewer } from "#e2e/support/builders.ts";
import type { Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { nextTask, skipTask, submitAnswer, undoAnswer, updateProject } from "./index.ts";
import { aProject, imported, taken, withTasks } from "./testing.ts";

const NEVER = () => 0.999;
const ALWAYS = () => 0;
const answer = (...labels: string[]) => ({ labels, seconds: 1 });

const annotators = (count: number) => Promise.all(Array.from({ length: count }, () => aViewer("annotator")));

/** Lets the lease of one answer run out. */
const lapse = (id: string) =>
  db().annotation.update({ where: { id }, data: { leaseExpiresAt: new Date(Date.now() - 1000) } });

async function tasksOf(slug: string) {
  return db().annotationTask.findMany({ where: { project: { slug } }, include: { annotations: true } });
}

/** Labels everything there is for this person. */
async function workThrough(viewer: Viewer, slug: string): Promise<void> {
  for (
    let task = await nextTask(viewer, slug, [], NEVER);
    task;
    task = await nextTask(viewer, slug, [], NEVER)
  )
    await submitAnswer(viewer, task.id, answer("hate"));
}

describe("the overlap is exact under concurrency", () => {
  let people: Viewer[];
  beforeAll(async () => {
    people = await annotators(30);
  });

  it("30 annotators submitting at once: every task ends with exactly its overlap of answers, from different people", async () => {
    const { slug, lead } = await aProject({ overlap: 2 });
    await withTasks(lead, slug, 60);
    await Promise.all(people.map((viewer) => workThrough(viewer, slug)));
    // Two people who ask while the same rows are being taken may both go away; whoever asks again finds the rest.
    for (const viewer of people) await workThrough(viewer, slug);
    const tasks = await tasksOf(slug);
    expect(tasks).toHaveLength(60);
    for (const task of tasks) {
      expect(task.taken).toBe(2);
      expect(task.annotations.map(({ state }) => state)).toEqual(["submitted", "submitted"]);
      expect(new Set(task.annotations.map(({ userId }) => userId)).size).toBe(2);
    }
  });

  it("30 annotators asking at once for one task: exactly two get it", async () => {
    const { slug, lead } = await aProject({ overlap: 2 });
    await withTasks(lead, slug, 1);
    for (let round = 0; round < 3; round++)
      await Promise.all(people.map((viewer) => nextTask(viewer, slug, [], NEVER)));
    const [task] = await tasksOf(slug);
    expect(task?.annotations).toHaveLength(2);
    expect(task?.taken).toBe(2);
  });

  it("one person asking from ten windows at once never holds a task twice", async () => {
    const { slug, lead } = await aProject();
    await withTasks(lead, slug, 5);
    const [viewer] = people as [Viewer];
    const asked = await Promise.allSettled(
      Array.from({ length: 10 }, () => nextTask(viewer, slug, [], NEVER)),
    );
    expect(asked.some(({ status }) => status === "fulfilled")).toBe(true);
    for (const { annotations, taken: slots } of await tasksOf(slug)) {
      expect(annotations.length).toBeLessThanOrEqual(1);
      expect(slots).toBe(annotations.length);
    }
  });
});

describe("a task is given out", () => {
  it("to nobody twice, and nothing is left after the last", async () => {
    const { slug, lead } = await aProject();
    await withTasks(lead, slug, 3);
    const viewer = await aViewer("annotator");
    const seen = new Set<string>();
    for (let n = 0; n < 3; n++) {
      const task = await taken(viewer, slug);
      seen.add(task.text);
      await submitAnswer(viewer, task.id, answer());
    }
    expect(seen.size).toBe(3);
    expect(await nextTask(viewer, slug, [], NEVER)).toBeNull();
  });

  it("again to its holder who comes back, and another where they hold that one already", async () => {
    const { slug, lead } = await aProject();
    await withTasks(lead, slug, 2);
    const viewer = await aViewer("annotator");
    const first = await taken(viewer, slug);
    expect((await taken(viewer, slug)).id).toBe(first.id);
    expect((await taken(viewer, slug, [first.id])).id).not.toBe(first.id);
  });

  it("to somebody else when its holder's time ran out; then the first one's answer is refused", async () => {
    const { slug, lead } = await aProject({ overlap: 1 });
    await withTasks(lead, slug, 1);
    const [slow, quick] = (await annotators(2)) as [Viewer, Viewer];
    const task = await taken(slow, slug);
    expect(await nextTask(quick, slug, [], NEVER)).toBeNull();
    await lapse(task.id);
    const passed = await taken(quick, slug);
    expect(passed.text).toBe(task.text);
    await expect(submitAnswer(slow, task.id, answer())).rejects.toMatchObject({ kind: "conflict" });
    await submitAnswer(quick, passed.id, answer("spam"));
    const [stored] = await tasksOf(slug);
    expect(stored?.taken).toBe(1);
    expect(stored?.annotations).toMatchObject([
      { userId: quick.userId, state: "submitted", labels: ["spam"] },
    ]);
  });

  it("late answers count while nobody else has the task", async () => {
    const { slug, lead } = await aProject({ overlap: 1 });
    await withTasks(lead, slug, 1);
    const viewer = await aViewer("annotator");
    const task = await taken(viewer, slug);
    await lapse(task.id);
    await submitAnswer(viewer, task.id, answer("hate"));
    expect((await tasksOf(slug))[0]?.annotations[0]?.state).toBe("submitted");
  });

  it("to somebody else when it is skipped, and not again to who skipped it", async () => {
    const { slug, lead } = await aProject({ overlap: 1 });
    await withTasks(lead, slug, 1);
    const [first, second] = (await annotators(2)) as [Viewer, Viewer];
    const task = await taken(first, slug);
    await skipTask(first, task.id, { reason: "other", note: "half of it is missing" });
    expect(await nextTask(first, slug, [], NEVER)).toBeNull();
    expect((await taken(second, slug)).text).toBe(task.text);
    const skipped = await db().annotation.findUniqueOrThrow({ where: { id: task.id } });
    expect(skipped.skipReason).toBe("other: half of it is missing");
  });

  it("not while the project is paused", async () => {
    const { slug, lead } = await aProject();
    await withTasks(lead, slug, 1);
    await updateProject(lead, slug, { state: "paused" });
    expect(await nextTask(await aViewer("annotator"), slug, [], NEVER)).toBeNull();
  });
});

describe("nobody sees another's labels before their own", () => {
  it("a task says the same to the second as to the first, whatever the first answered", async () => {
    const { slug, lead } = await aProject();
    await withTasks(lead, slug, 1);
    const [first, second] = (await annotators(2)) as [Viewer, Viewer];
    const before = await taken(first, slug);
    await submitAnswer(first, before.id, answer("hate", "spam"));
    const after = await taken(second, slug);
    expect(Object.keys(after).sort()).toEqual(
      ["id", "labels", "language", "leaseExpiresAt", "severity", "text"].sort(),
    );
    expect({ ...after, id: "", leaseExpiresAt: "" }).toEqual({ ...before, id: "", leaseExpiresAt: "" });
  });

  it("only the holder answers, skips or takes back", async () => {
    const { slug, lead } = await aProject();
    await withTasks(lead, slug, 1);
    const [holder, other] = (await annotators(2)) as [Viewer, Viewer];
    const task = await taken(holder, slug);
    await expect(submitAnswer(other, task.id, answer())).rejects.toMatchObject({ kind: "conflict" });
    await expect(skipTask(other, task.id, { reason: "unclear", note: "" })).rejects.toMatchObject({
      kind: "conflict",
    });
    await submitAnswer(holder, task.id, answer("hate"));
    await expect(undoAnswer(other, task.id)).rejects.toMatchObject({ kind: "conflict" });
    await expect(undoAnswer(lead, task.id)).rejects.toMatchObject({ kind: "conflict" });
  });

  it("a label that the project does not have is refused, and nothing is stored", async () => {
    const { slug, lead } = await aProject();
    await withTasks(lead, slug, 1);
    const viewer = await aViewer("annotator");
    const task = await taken(viewer, slug);
    await expect(submitAnswer(viewer, task.id, answer("hate", "wit"))).rejects.toMatchObject({
      kind: "invalid",
    });
    expect((await tasksOf(slug))[0]?.annotations[0]?.state).toBe("assigned");
  });
});

describe("an answer is taken back", () => {
  it("by its author, as it was given, and can be given anew", async () => {
    const { slug, lead } = await aProject();
    await withTasks(lead, slug, 1);
    const viewer = await aViewer("annotator");
    const task = await taken(viewer, slug);
    await submitAnswer(viewer, task.id, answer("spam"));
    expect(await undoAnswer(viewer, task.id)).toMatchObject({ id: task.id, labels: ["spam"] });
    await submitAnswer(viewer, task.id, answer("hate"));
    const [stored] = await tasksOf(slug);
    expect(stored?.taken).toBe(1);
    expect(stored?.annotations).toMatchObject([{ labels: ["hate"], state: "submitted" }]);
  });

  it("only while it is the newest and young", async () => {
    const { slug, lead } = await aProject();
    await withTasks(lead, slug, 2);
    const viewer = await aViewer("annotator");
    const first = await taken(viewer, slug);
    await submitAnswer(viewer, first.id, answer());
    const second = await taken(viewer, slug);
    await submitAnswer(viewer, second.id, answer());
    await expect(undoAnswer(viewer, first.id)).rejects.toMatchObject({ kind: "conflict" });
    await db().annotation.update({
      where: { id: second.id },
      data: { submittedAt: new Date(Date.now() - 11 * 60_000) },
    });
    await expect(undoAnswer(viewer, second.id)).rejects.toMatchObject({ kind: "conflict" });
  });
});

describe("gold", () => {
  it("is met unseen, told of after the own answer only, and cannot be taken back then", async () => {
    const { slug, lead } = await aProject({ sampling: { goldShare: 0.5 } });
    await imported(lead, slug, [
      { id: "plain", text: "a plain text" },
      { id: "known", text: "a known text", gold: ["hate"] },
    ]);
    const viewer = await aViewer("annotator");
    const plain = await nextTask(viewer, slug, [], NEVER);
    const known = await nextTask(viewer, slug, [plain?.id ?? ""], ALWAYS);
    expect([plain?.text, known?.text]).toEqual(["a plain text", "a known text"]);
    expect(Object.keys(known ?? {})).toEqual(Object.keys(plain ?? {}));
    expect((await submitAnswer(viewer, plain?.id ?? "", answer())).gold).toBeNull();
    expect((await submitAnswer(viewer, known?.id ?? "", answer("spam"))).gold).toEqual({
      agreed: false,
      labels: ["hate"],
    });
    await expect(undoAnswer(viewer, known?.id ?? "")).rejects.toMatchObject({ kind: "conflict" });
    expect(await nextTask(viewer, slug, [], ALWAYS)).toBeNull();
  });

  it("is not handed out in a row at the end: without other texts and without the draw there is nothing left", async () => {
    const { slug, lead } = await aProject({ sampling: { goldShare: 0.5 } });
    await imported(lead, slug, [{ id: "known", text: "a known text", gold: [] }]);
    expect(await nextTask(await aViewer("annotator"), slug, [], NEVER)).toBeNull();
  });
});
