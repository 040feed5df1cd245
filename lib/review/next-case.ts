import { z } from "zod";
import { Prisma, type Tx } from "#lib/db/index.ts";
import { env } from "#lib/env.ts";
import { TIER } from "#lib/escalation/index.ts";
import type { CaseFilter } from "./case-filter.ts";
import { conditionsOf, ORDER_BY, withinPolicies, withinSkills } from "./case-sql.ts";
import type { QueueAtWork } from "./find-queue.ts";
import type { Skills } from "./skills.ts";

/** Who wants a case, of which queue, what they passed over, what they look for and what they can judge. */
interface Wanted {
  queue: QueueAtWork;
  userId: string;
  /** Case numbers. */
  exclude: number[];
  filter: CaseFilter;
  skills: Skills;
  /** Only cases below this severity, see rotation in lib/care; null for any. */
  lighterThan: number | null;
}

/** How far down its queue a lighter case is looked for: none of those passed over waits long, and the look is short. */
const LIGHTER_WITHIN = 200;

// What makes a case the next one, a fragment each; `c` is the case, `f` its row of case_facts.

const waitsIn = ({ queue }: Wanted) => Prisma.sql`f.queue_id = ${queue.id}::uuid AND c.state = 'open'`;
/** A lapsed claim counts as none. */
const isFree = () => Prisma.sql`(c.claim_expires_at IS NULL OR c.claim_expires_at <= now())`;
const notPassedOver = ({ exclude }: Wanted) => Prisma.sql`c.number <> ALL (${exclude}::int[])`;
const inTheirPolicies = ({ queue }: Wanted) => withinPolicies(queue);
/** Invariant 7; a trigger refuses them whoever asks. */
const notShutOut = ({ userId }: Wanted) =>
  Prisma.sql`NOT EXISTS (SELECT 1 FROM case_exclusions x WHERE x.case_id = c.id AND x.user_id = ${userId}::uuid)`;
const isLookedFor = ({ filter, queue }: Wanted) => conditionsOf(filter, queue.warningSeconds);
const isWithinSkills = ({ skills }: Wanted) => withinSkills(skills);

/** Among the next cases of the queue, one that is not as heavy as what this person has just had. An emergency waits for nobody's rest. */
const isLighter = (wanted: Wanted) =>
  wanted.lighterThan === null
    ? Prisma.sql`true`
    : Prisma.sql`(f.severity < ${wanted.lighterThan} OR f.tier = ${TIER.emergency}) AND f.case_id IN (
        SELECT f.case_id FROM case_facts f JOIN cases c ON c.id = f.case_id
        WHERE ${waitsIn(wanted)} AND ${isFree()} ORDER BY ${inOrder(wanted)} LIMIT ${LIGHTER_WITHIN})`;

/** All of them must hold. */
const CONDITIONS: ((wanted: Wanted) => Prisma.Sql | Prisma.Sql[])[] = [
  waitsIn,
  isFree,
  notPassedOver,
  inTheirPolicies,
  notShutOut,
  isLookedFor,
  isWithinSkills,
  isLighter,
];

/** First comes first: the order of the queue, which is the order of an index on case_facts. */
const inOrder = ({ queue }: Wanted) => ORDER_BY[queue.order];

const claimedSchema = z.array(z.object({ number: z.number() }));

/**
 * Takes the next free case of a queue in one statement (invariant 1). Rows that others are taking at this
 * moment are skipped, not waited for. The commit does not wait for the disk: a claim that a crash takes away
 * is a case that is free again.
 * @returns the case's number; null when none is free for this person
 */
export async function takeNext(tx: Tx, wanted: Wanted): Promise<number | null> {
  const conditions = CONDITIONS.flatMap((condition) => condition(wanted));
  const rows = await tx.$queryRaw`
    WITH unhurried AS (SELECT set_config('synchronous_commit', 'off', true)),
    next AS (
      SELECT c.id FROM case_facts f JOIN cases c ON c.id = f.case_id
      WHERE ${Prisma.join(conditions, " AND ")}
      ORDER BY ${inOrder(wanted)}
      LIMIT 1
      FOR UPDATE OF c SKIP LOCKED)
    UPDATE cases
    SET claimed_by_id = ${wanted.userId}::uuid, claimed_at = now(),
        claim_expires_at = now() + make_interval(secs => ${env().CLAIM_MINUTES * 60}), version = version + 1
    FROM next, unhurried WHERE cases.id = next.id
    RETURNING cases.number`;
  return claimedSchema.parse(rows)[0]?.number ?? null;
}
