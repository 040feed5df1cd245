import { aViewer } from "#e2e/support/builders.ts";
import type { Viewer } from "#lib/auth/index.ts";
import { createProject, importTasks, nextTask } from "./index.ts";
import { type ProjectInput, projectInputSchema, type TaskView } from "./schema.ts";

export const LABELS = [
  { label: "hate", name: "Hate" },
  { label: "spam", name: "Spam" },
];

/** A project of two labels without gold, unless said otherwise; returns its address and a lead. */
export async function aProject(over: Record<string, unknown> = {}): Promise<{ slug: string; lead: Viewer }> {
  const lead = await aViewer("lead");
  const input: ProjectInput = projectInputSchema.parse({
    name: `Project ${crypto.randomUUID()}`,
    labels: LABELS,
    sampling: { goldShare: 0 },
    ...over,
  });
  return { slug: (await createProject(lead, input)).slug, lead };
}

/** Bytes as they come over a network: in pieces that know nothing of lines. */
export async function* bytesOf(text: string, piece = 1000): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
}

/** Imports these lines. */
export function imported(lead: Viewer, slug: string, lines: (object | string)[]) {
  const text = lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n");
  return importTasks(lead, slug, bytesOf(text));
}

/** Tasks with these many plain texts. */
export function withTasks(lead: Viewer, slug: string, count: number) {
  return imported(
    lead,
    slug,
    Array.from({ length: count }, (_, n) => ({ id: `t-${n}`, text: `text number ${n}` })),
  );
}

/** The next task, which there must be. */
export async function taken(viewer: Viewer, slug: string, held: string[] = []): Promise<TaskView> {
  const task = await nextTask(viewer, slug, held, () => 0.999);
  if (!task) throw new Error("Nothing is left for this person.");
  return task;
}
