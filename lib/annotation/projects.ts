import { randomBytes } from "node:crypto";
import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, can, type Viewer } from "#lib/auth/index.ts";
import { db, inTransaction, Prisma, type Tx } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { agreementOf } from "./agreement.ts";
import {
  loadCounts,
  loadOrigins,
  loadOwnWork,
  loadProgress,
  loadProject,
  loadProjects,
  type Project,
} from "./project-store.ts";
import {
  type ProjectChange,
  type ProjectInput,
  type ProjectSummary,
  type ProjectView,
  projectChangeSchema,
  projectInputSchema,
} from "./schema.ts";

/** A person's day begins at midnight of the server's zone (UTC in the database). */
export function midnightOf(now: Date): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
}

async function summarise(tx: Tx, projects: Project[], userId: string, now: Date): Promise<ProjectSummary[]> {
  const progress = await loadProgress(
    tx,
    projects.map(({ id }) => id),
    userId,
    midnightOf(now),
  );
  return Promise.all(
    projects.map(async ({ id, slug, name, state, labels, overlap }) => {
      const counts = await loadCounts(
        tx,
        id,
        labels.map(({ label }) => label),
      );
      const { tasks = 0, done = 0, mineToday = 0 } = progress.get(id) ?? {};
      return { slug, name, state, labels, overlap, tasks, done, mineToday, agreement: agreementOf(counts) };
    }),
  );
}

/** Every project with its progress, its agreement and what this person did today. */
export async function listProjects(viewer: Viewer, now = new Date()): Promise<ProjectSummary[]> {
  assertCan(viewer, "annotation:label");
  return summarise(db(), await loadProjects(db()), viewer.userId, now);
}

/** One project as this person may see it. @throws DomainError not_found */
export async function getProject(viewer: Viewer, slug: string, now = new Date()): Promise<ProjectView> {
  assertCan(viewer, "annotation:label");
  const project = await loadProject(db(), slug);
  const [[summary], counts, mine, origins] = await Promise.all([
    summarise(db(), [project], viewer.userId, now),
    loadCounts(
      db(),
      project.id,
      project.labels.map(({ label }) => label),
    ),
    loadOwnWork(db(), project.id, viewer.userId, midnightOf(now)),
    can(viewer, "annotation:manage") ? loadOrigins(db(), project.id) : null,
  ]);
  const perLabel = project.labels.map(({ label }, place) => ({
    label,
    agreement: agreementOf(counts.map((count) => count.slice(place, place + 1))),
    n: counts.length,
  }));
  const { guidelines, sampling } = project;
  return { ...(summary as ProjectSummary), guidelines, sampling, perLabel, mine, origins };
}

function slugOf(name: string): string {
  const words = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 48);
  return words || `project-${randomBytes(3).toString("hex")}`;
}

/** Makes a project, with an address made from its name. @throws DomainError forbidden */
export async function createProject(
  actor: Viewer | "system",
  request: ProjectInput,
): Promise<{ slug: string }> {
  if (actor !== "system") assertCan(actor, "annotation:manage");
  const input = projectInputSchema.parse(request);
  const create = (slug: string) =>
    inTransaction(async (tx) => {
      const createdById = actor === "system" ? null : actor.userId;
      const project = await tx.annotationProject.create({ data: { ...input, slug, createdById } });
      await appendAudit(tx, [
        {
          actor: createdById ? `user:${createdById}` : "system",
          action: "annotation.project_created",
          subject: `annotation_project:${project.id}`,
          data: { slug, overlap: input.overlap, labels: input.labels.map(({ label }) => label) },
        },
      ]);
      return { slug };
    });
  const slug = slugOf(input.name);
  try {
    return await create(slug);
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")) throw error;
    return create(`${slug}-${randomBytes(3).toString("hex")}`);
  }
}

/**
 * Changes a project. Once somebody has answered, its labels keep their names and order: the answers given mean them.
 * @throws DomainError not_found, conflict
 */
export async function updateProject(viewer: Viewer, slug: string, request: ProjectChange): Promise<void> {
  assertCan(viewer, "annotation:manage");
  const change = projectChangeSchema.parse(request);
  await inTransaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM annotation_projects WHERE slug = ${slug} FOR UPDATE`;
    const project = await loadProject(tx, slug);
    const names = (labels: Project["labels"]) => labels.map(({ label }) => label).join(" ");
    if (change.labels && names(change.labels) !== names(project.labels)) {
      const answered = await tx.annotation.count({
        where: { task: { projectId: project.id }, state: "submitted" },
      });
      if (answered > 0)
        throw new DomainError(
          "conflict",
          "Somebody has answered already, so the labels can no longer be added to, taken away or moved. Their texts can be changed; for other labels make another project.",
        );
    }
    await tx.annotationProject.update({ where: { id: project.id }, data: change });
    await appendAudit(tx, [
      {
        actor: `user:${viewer.userId}`,
        action: "annotation.project_changed",
        subject: `annotation_project:${project.id}`,
        data: { fields: Object.keys(change), ...(change.state && { state: change.state }) },
      },
    ]);
  });
}
