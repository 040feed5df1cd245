import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";

/** People who may be given this case, but oneself; nobody who took part in the decision an appeal contests (invariant 7). */
export async function listColleagues(
  viewer: Viewer,
  caseNumber: number,
): Promise<{ id: string; name: string }[]> {
  assertCan(viewer, "cases:decide");
  return db().user.findMany({
    where: {
      active: true,
      id: { not: viewer.userId },
      roles: { hasSome: ["moderator", "lead", "admin"] },
      exclusions: { none: { case: { number: caseNumber } } },
    },
    select: { id: true, name: true },
    orderBy: { name: "asc" },
    take: 200,
  });
}
