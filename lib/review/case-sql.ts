import { Prisma } from "#lib/db/index.ts";
import { TIER } from "#lib/escalation/index.ts";
import { AGE_BOUNDS, type CaseFilter, FACETS, type Facet, NONE, REACH_BOUNDS } from "./case-filter.ts";
import type { QueueAtWork } from "./find-queue.ts";
import type { QueueOrder } from "./order.ts";
import type { Skills } from "./skills.ts";

// How SQL says order, filters and skills; one place, so that the list, its counts and the next case agree.
// `f` is the row of case_facts, `c` the case (or, in counts, the case where it is claimed).

/** First comes first, emergencies before all; each is the order of one index on case_facts. */
export const ORDER_BY: Record<QueueOrder, Prisma.Sql> = {
  priority: Prisma.sql`f.tier, f.rank DESC, f.case_id`,
  due: Prisma.sql`f.tier, f.due_at, f.case_id`,
  age: Prisma.sql`f.tier, f.created_at, f.case_id`,
  reach: Prisma.sql`f.tier, f.reach_rank DESC, f.case_id`,
};

/** The key that a page ends with, as text that reads back as itself. */
export const CURSOR_KEY: Record<QueueOrder, Prisma.Sql> = {
  priority: Prisma.sql`f.rank::text`,
  due: Prisma.sql`f.due_at::text`,
  age: Prisma.sql`f.created_at::text`,
  reach: Prisma.sql`f.reach_rank::text`,
};

/**
 * What comes after a page that ended with this key in this tier. Almost every page ends among the usual cases, the
 * last tier: there the first comparison is the index's, and the second settles ties.
 */
export function after(order: QueueOrder, tier: number, key: string, caseId: string): Prisma.Sql {
  const within = afterKey(order, key, caseId);
  return tier === TIER.usual
    ? Prisma.sql`f.tier = ${tier} AND ${within}`
    : Prisma.sql`(f.tier > ${tier} OR (f.tier = ${tier} AND ${within}))`;
}

function afterKey(order: QueueOrder, key: string, caseId: string): Prisma.Sql {
  switch (order) {
    case "priority":
      return Prisma.sql`f.rank <= ${key}::float8 AND (f.rank < ${key}::float8 OR f.case_id > ${caseId}::uuid)`;
    case "reach":
      return Prisma.sql`f.reach_rank <= ${key}::float8 AND (f.reach_rank < ${key}::float8 OR f.case_id > ${caseId}::uuid)`;
    case "due":
      return Prisma.sql`(f.due_at, f.case_id) > (${key}::timestamptz, ${caseId}::uuid)`;
    case "age":
      return Prisma.sql`(f.created_at, f.case_id) > (${key}::timestamptz, ${caseId}::uuid)`;
  }
}

/** Band of a growing number, as the name of the bound it begins with. */
function band(bounds: readonly number[], below: (bound: number) => Prisma.Sql): Prisma.Sql {
  const arms = [...bounds.keys()].map(
    (at) => Prisma.sql`WHEN ${below(bounds[at] ?? 0)} THEN ${String(bounds[at - 1] ?? 0)}`,
  );
  return Prisma.sql`CASE ${Prisma.join(arms, " ")} ELSE ${String(bounds.at(-1))} END`;
}

/**
 * The value that a case has in a facet; sources and reasons have several, and are arrays. Scalar subqueries are
 * asked once a statement, not once a row.
 * @param warningSeconds how long before its due time a case is due soon
 */
export function facetValues(warningSeconds: number): Record<Facet, Prisma.Sql> {
  return {
    // On a case that is judged blind a hold is its holder's affair.
    state: Prisma.sql`CASE WHEN c.claim_expires_at > (SELECT now()) THEN
                        CASE WHEN c.held_at IS NOT NULL AND c.purpose <> 'quality' THEN 'held' ELSE 'claimed' END
                      ELSE 'free' END`,
    due: Prisma.sql`CASE WHEN f.due_at < (SELECT now()) THEN 'overdue'
                         WHEN f.due_at < (SELECT now() + make_interval(secs => ${warningSeconds}::float8)) THEN 'soon' ELSE 'later' END`,
    policy: Prisma.sql`coalesce(f.policy_code, ${NONE})`,
    language: Prisma.sql`coalesce(f.language, ${NONE})`,
    source: Prisma.sql`f.sources`,
    reason: Prisma.sql`f.reasons`,
    reach: band(REACH_BOUNDS, (bound) => Prisma.sql`f.reach < ${bound}::float8`),
    age: band(
      AGE_BOUNDS,
      (hours) => Prisma.sql`f.created_at > (SELECT now() - make_interval(hours => ${hours}::int))`,
    ),
  };
}

/** Facets of which a case may have several values. */
export const MANY: readonly Facet[] = ["source", "reason"];

/** Whether a value of this facet is among those asked for; null where the facet does not narrow. */
export function among(filter: CaseFilter, facet: Facet, value: Prisma.Sql): Prisma.Sql | null {
  const wanted = filter[facet];
  if (!wanted || wanted.length === 0) return null;
  return MANY.includes(facet)
    ? Prisma.sql`${value} && ${wanted}::text[]`
    : Prisma.sql`${value} = ANY (${wanted}::text[])`;
}

/** The conditions of a filter; none where it does not narrow. */
export function conditionsOf(filter: CaseFilter, warningSeconds: number): Prisma.Sql[] {
  const values = facetValues(warningSeconds);
  return FACETS.flatMap((facet) => among(filter, facet, values[facet]) ?? []);
}

/** The policies that the person's right is about in this queue; a case of no policy is not among named ones. */
export function withinPolicies({ policies }: QueueAtWork): Prisma.Sql[] {
  return policies === null ? [] : [Prisma.sql`f.policy_code = ANY (${policies}::text[])`];
}

/** What a person with these skills is given; a case without language or policy is anybody's. */
export function withinSkills(skills: Skills): Prisma.Sql[] {
  const { languages, policyCodes, maxSeverity } = skills;
  return [
    ...(languages.length > 0
      ? [Prisma.sql`(f.language IS NULL OR f.language = ANY (${languages}::text[]))`]
      : []),
    ...(policyCodes.length > 0
      ? [Prisma.sql`(f.policy_code IS NULL OR f.policy_code = ANY (${policyCodes}::text[]))`]
      : []),
    ...(maxSeverity === null ? [] : [Prisma.sql`f.severity <= ${maxSeverity}`]),
  ];
}
