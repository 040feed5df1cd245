import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";

/** People who may be given a case, but oneself. */
export async function listColleagues(viewer: Viewer): Promise<{ id: string; name: string }[]> {
  assertCan(viewer, "cases:decide");
  return db().user.findMany({
    where: { active: true, id: { not: viewer.userId }, roles: { hasSome: ["moderator", "lead", "admin"] } },
    select: { id: true, name: true },
    orderBy: { name: "asc" },
    take: 200,
  });
}
