import { z } from "zod";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { inTransaction, Prisma } from "#lib/db/index.ts";
import { type CaseFilter, FACETS, type Facet, type FacetCounts, FIXED_VALUES } from "./case-filter.ts";
import { among, facetValues, MANY, withinPolicies } from "./case-sql.ts";
import { findQueue, type QueueAtWork } from "./find-queue.ts";

const countsSchema = z.array(
  z.object({ facet: z.enum([...FACETS, "total"]), value: z.string(), n: z.number() }),
);

/** Facets that change with the clock and with claims; all others are the same for every case of one profile. */
const OF_THE_MOMENT: readonly Facet[] = ["state", "due", "age"];
/** Room for the groups, so that they are hashed and not sorted on disk. */
const WORK_MEMORY = "64MB";

/**
 * How many open cases of a queue have each value of each facet, under the filters of all other facets; those
 * chosen are listed though they count none. One statement, so all counts are of one moment: one pass over the
 * queue's narrow rows groups cases alike, and the facets are then added up over those groups.
 * @throws DomainError not_found
 */
export async function countFacets(viewer: Viewer, slug: string, filter: CaseFilter): Promise<FacetCounts> {
  assertCan(viewer, "queues:read");
  const queue = await findQueue(viewer, "queues:read", slug);
  const rows = await inTransaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('work_mem', ${WORK_MEMORY}, true)`;
    return tx.$queryRaw`${countStatement(queue, filter)}`;
  });
  return arrange(countsSchema.parse(rows), filter);
}

function countStatement(queue: QueueAtWork, filter: CaseFilter): Prisma.Sql {
  const values = facetValues(queue.warningSeconds);
  const column = (facet: Facet) => Prisma.raw(`g.${facet}_of`);
  const bit = (facet: Facet) => 1 << FACETS.indexOf(facet);
  const named = (facets: readonly Facet[]) =>
    Prisma.join(facets.map((facet) => Prisma.sql`${values[facet]} AS ${Prisma.raw(`${facet}_of`)}`));
  // Which facets a group fails, as bits: it counts towards a facet that it fails alone, and to all if it fails none.
  const failed = FACETS.flatMap((facet) => {
    const passes = among(filter, facet, column(facet));
    return passes ? [Prisma.sql`(CASE WHEN ${passes} THEN 0 ELSE ${bit(facet)}::int END)`] : [];
  });
  const single = FACETS.filter((facet) => !MANY.includes(facet)).map(
    (facet) => Prisma.sql`(${facet}, ${column(facet)}, ${bit(facet)}::int)`,
  );
  const many = MANY.map(
    (facet) => Prisma.sql`
      SELECT ${facet}::text AS facet, value, sum(g.n) AS n FROM marked g, unnest(${column(facet)}) AS value
      WHERE g.failed & ~${bit(facet)}::int = 0 GROUP BY value`,
  );
  return Prisma.sql`
    WITH alike AS MATERIALIZED (
      SELECT f.profile, ${named(OF_THE_MOMENT)}, count(*)::int AS n, any_value(f.policy_code) AS policy_code,
             any_value(f.language) AS language, any_value(f.sources) AS sources, any_value(f.reasons) AS reasons,
             any_value(f.reach) AS reach
      FROM case_facts f
      LEFT JOIN cases c ON c.id = f.case_id AND c.state = 'open' AND c.claimed_by_id IS NOT NULL AND c.claim_expires_at > now()
      WHERE ${Prisma.join([Prisma.sql`f.queue_id = ${queue.id}::uuid`, ...withinPolicies(queue)], " AND ")}
      GROUP BY f.profile, state_of, due_of, age_of),
    valued AS (
      SELECT f.n, f.state_of, f.due_of, f.age_of, ${named(FACETS.filter((facet) => !OF_THE_MOMENT.includes(facet)))}
      FROM alike f),
    marked AS MATERIALIZED (SELECT g.*, ${failed.length > 0 ? Prisma.join(failed, " + ") : Prisma.sql`0`} AS failed FROM valued g)
    SELECT facet, value, n::float8 FROM (
      SELECT v.facet, v.value, sum(g.n) AS n
      FROM marked g, LATERAL (VALUES ${Prisma.join(single)}) AS v(facet, value, own)
      WHERE g.failed & ~v.own = 0 GROUP BY v.facet, v.value
      UNION ALL ${Prisma.join(many, " UNION ALL ")}
      UNION ALL SELECT 'total', '', coalesce(sum(n), 0) FROM marked WHERE failed = 0) AS counts`;
}

/** Facets with fixed values keep their order; the others go by count. */
function arrange(rows: z.infer<typeof countsSchema>, filter: CaseFilter): FacetCounts {
  const facets = FACETS.map((facet) => {
    const found = new Map(rows.filter((row) => row.facet === facet).map((row) => [row.value, row.n]));
    for (const value of filter[facet] ?? []) if (!found.has(value)) found.set(value, 0);
    const order = FIXED_VALUES[facet];
    const sorted = [...found].sort(([a, n], [b, m]) =>
      order ? order.indexOf(a) - order.indexOf(b) : m - n || (a < b ? -1 : 1),
    );
    return [facet, sorted.map(([value, count]) => ({ value, count }))] as const;
  });
  return {
    total: rows.find((row) => row.facet === "total")?.n ?? 0,
    facets: Object.fromEntries(facets) as FacetCounts["facets"],
  };
}
