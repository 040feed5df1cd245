import type { z } from "zod";
import { appendAudit } from "#lib/audit/index.ts";
import { assertCan, can, type Viewer } from "#lib/auth/index.ts";
import { db, inTransaction, Prisma } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import { filterToQuery, isNarrow } from "./case-filter.ts";
import { caseFilterSchema } from "./case-filter-schema.ts";
import { findQueue } from "./find-queue.ts";
import type { createViewSchema, ViewSummary } from "./view-schema.ts";

/** A queue's views that this person sees: their own and the shared ones, by name. @throws DomainError not_found */
export async function listViews(viewer: Viewer, slug: string): Promise<ViewSummary[]> {
  assertCan(viewer, "queues:read");
  const { id: queueId } = await findQueue(viewer, "queues:read", slug);
  const views = await db().savedView.findMany({
    where: { queueId, OR: [{ ownerId: viewer.userId }, { shared: true }] },
    include: { owner: { select: { name: true } }, defaultOf: { where: { userId: viewer.userId } } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: 200,
  });
  return views.map((view) => {
    const mine = view.ownerId === viewer.userId;
    // A facet that a later version lacks is left out rather than losing the view.
    const filter = caseFilterSchema.safeParse(view.filter);
    return {
      id: view.id,
      name: view.name,
      filter: filter.success ? filter.data : {},
      shared: view.shared,
      mine,
      ownerName: view.owner.name,
      opensByDefault: view.defaultOf.length > 0,
      mayDelete: mine || can(viewer, "views:share"),
    };
  });
}

/** The filter that a queue opens with for this person, as parameters of its address; null: everything. */
export async function readDefaultView(viewer: Viewer, slug: string): Promise<Record<string, string> | null> {
  assertCan(viewer, "queues:read");
  const found = await db().defaultView.findFirst({
    where: { userId: viewer.userId, queue: { slug } },
    select: { view: { select: { filter: true } } },
  });
  const filter = caseFilterSchema.safeParse(found?.view.filter);
  return filter.success && isNarrow(filter.data) ? filterToQuery(filter.data) : null;
}

/** Keeps a filter under a name. @throws DomainError not_found, forbidden to share, conflict when the name is taken */
export async function createView(
  viewer: Viewer,
  slug: string,
  request: z.output<typeof createViewSchema>,
): Promise<{ id: string }> {
  assertCan(viewer, "queues:read");
  if (request.shared) assertCan(viewer, "views:share");
  const { id: queueId } = await findQueue(viewer, "queues:read", slug);
  try {
    return await inTransaction(async (tx) => {
      const { id } = await tx.savedView.create({
        data: { queueId, ownerId: viewer.userId, ...request },
        select: { id: true },
      });
      if (request.shared)
        await appendAudit(tx, [
          {
            actor: `user:${viewer.userId}`,
            action: "view.shared",
            subject: `queue:${slug}`,
            data: { name: request.name, filter: request.filter },
          },
        ]);
      return { id };
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")
      throw new DomainError("conflict", "You have a view of this name here.", {
        fields: [{ field: "name", message: "taken" }],
      });
    throw error;
  }
}

/** Takes a view away: one's own, or as a lead a shared one. @throws DomainError not_found */
export async function deleteView(viewer: Viewer, viewId: string): Promise<void> {
  assertCan(viewer, "queues:read");
  const { count } = await db().savedView.deleteMany({
    where: {
      id: viewId,
      OR: [{ ownerId: viewer.userId }, ...(can(viewer, "views:share") ? [{ shared: true }] : [])],
    },
  });
  if (count === 0) throw new DomainError("not_found", "There is no such view of yours.");
}

/** The view that a queue opens with for this person; null: with everything. @throws DomainError not_found */
export async function setDefaultView(viewer: Viewer, slug: string, viewId: string | null): Promise<void> {
  assertCan(viewer, "queues:read");
  const { id: queueId } = await findQueue(viewer, "queues:read", slug);
  const { userId } = viewer;
  if (viewId === null) {
    await db().defaultView.deleteMany({ where: { userId, queueId } });
    return;
  }
  const seen = await db().savedView.count({
    where: { id: viewId, queueId, OR: [{ ownerId: userId }, { shared: true }] },
  });
  if (seen === 0) throw new DomainError("not_found", "There is no such view in this queue.");
  await db().defaultView.upsert({
    where: { userId_queueId: { userId, queueId } },
    create: { userId, queueId, viewId },
    update: { viewId },
  });
}
