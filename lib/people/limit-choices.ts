import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { localisedName } from "#lib/localised-name.ts";

/** What a role can be limited to. */
export interface LimitChoices {
  queues: { id: string; name: { en: string; fa: string } }[];
  /** Codes. */
  policies: string[];
}

/** All queues, and all policies that are not retired. */
export async function readLimitChoices(viewer: Viewer): Promise<LimitChoices> {
  assertCan(viewer, "people:manage");
  const [queues, policies] = await Promise.all([
    db().queue.findMany({ orderBy: { position: "asc" }, select: { slug: true, name: true, names: true } }),
    db().policy.findMany({
      where: { retiredAt: null },
      orderBy: { position: "asc" },
      select: { code: true },
    }),
  ]);
  return {
    queues: queues.map(({ slug, name, names }) => ({
      id: slug,
      name: localisedName({ name, names }),
    })),
    policies: policies.map(({ code }) => code),
  };
}
