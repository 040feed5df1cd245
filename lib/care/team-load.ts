import { z } from "zod";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import type { CareInForce, TeamLoad } from "./schema.ts";
import { shiftStart } from "./shift.ts";
import { readSettings, toPersonCare } from "./store.ts";

const DAYS = 7;
const DAY_MS = 86_400_000;
/** With fewer people in it, a sum of the team is somebody's own day. */
const LEAST_PEOPLE = 3;

const sumsSchema = z.array(
  z.object({
    severity: z.number(),
    items: z.number(),
    minutes: z.number(),
    reveals: z.number(),
    people: z.number(),
  }),
);
const breaksSchema = z.array(
  z.object({ taken: z.number(), medianMinutes: z.number().nullable(), open: z.number() }),
);
const peopleSchema = z.array(z.object({ userId: z.string() }));
const heavySchema = z.array(z.object({ userId: z.string(), items: z.number(), minutes: z.number() }));

type Limits = { userId: string; name: string; since: Date; care: CareInForce };

/**
 * What the team had to see in the last seven days, as sums, and how many are over their budget in this very shift. By
 * name only where the organisation decided so, in alphabetical order; there is no order by what a person saw.
 */
export async function teamLoad(viewer: Viewer, now = new Date()): Promise<TeamLoad> {
  assertCan(viewer, "care:team");
  const since = new Date(now.getTime() - DAYS * DAY_MS);
  const [{ settings }, sums, breaks, people] = await Promise.all([
    readSettings(db()),
    db().$queryRaw`
      SELECT severity, count(*)::int AS items, (sum(seconds) / 60)::float8 AS minutes, sum(reveals)::int AS reveals,
             count(DISTINCT user_id)::int AS people
      FROM exposures WHERE created_at >= ${since} GROUP BY severity ORDER BY severity DESC`,
    db().$queryRaw`
      SELECT (count(*) FILTER (WHERE ended_at IS NOT NULL))::int AS taken, (count(*) FILTER (WHERE ended_at IS NULL))::int AS open,
             (percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM ended_at - started_at) / 60))::float8 AS "medianMinutes"
      FROM breaks WHERE started_at >= ${since}`,
    db().$queryRaw`SELECT DISTINCT user_id AS "userId" FROM exposures WHERE created_at >= ${since}`,
  ]);
  const worked = peopleSchema.parse(people);
  const over = await overBudget(
    worked.map(({ userId }) => userId),
    settings,
    now,
  );
  const bySeverity = sumsSchema.parse(sums);
  const [taken] = breaksSchema.parse(breaks);
  const tooFew = worked.length < LEAST_PEOPLE;
  return {
    people: worked.length,
    overBudget: tooFew && !settings.team.names ? 0 : over.length,
    overBudgetNames: settings.team.names ? over : null,
    onBreak: tooFew ? 0 : (taken?.open ?? 0),
    bySeverity: tooFew ? [] : bySeverity.filter((row) => row.people >= LEAST_PEOPLE),
    hours: tooFew ? 0 : bySeverity.reduce((sum, { minutes }) => sum + minutes, 0) / 60,
    breaks: tooFew
      ? { taken: 0, medianMinutes: null }
      : { taken: taken?.taken ?? 0, medianMinutes: taken?.medianMinutes ?? null },
    tooFew,
    leastPeople: LEAST_PEOPLE,
    days: DAYS,
  };
}

/** The names of those whose budget of this shift is spent, in alphabetical order. */
async function overBudget(
  userIds: string[],
  settings: Parameters<typeof toPersonCare>[0],
  now: Date,
): Promise<string[]> {
  const users = await db().user.findMany({
    where: { id: { in: userIds } },
    select: { id: true, name: true, care: true },
    orderBy: { name: "asc" },
  });
  const limits = users.map(({ id, name, care: row }): Limits => {
    const care = toPersonCare(settings, row);
    return {
      userId: id,
      name,
      since: shiftStart(now, care.timeZone, settings.shiftStartsAt),
      care: care.inForce,
    };
  });
  const rows = await db().$queryRaw`
    SELECT shift.user_id AS "userId", count(*)::int AS items, (sum(e.seconds) / 60)::float8 AS minutes
    FROM unnest(${limits.map(({ userId }) => userId)}::uuid[], ${limits.map(({ since }) => since)}::timestamptz[])
      AS shift(user_id, since)
    JOIN exposures e ON e.user_id = shift.user_id AND e.created_at >= shift.since AND e.severity >= ${settings.heavyFrom}
    GROUP BY shift.user_id`;
  const heavy = new Map(heavySchema.parse(rows).map((row) => [row.userId, row]));
  return limits
    .filter(({ userId, care: { budget } }) => {
      const sum = heavy.get(userId);
      return budget && sum && (sum.items >= budget.items || sum.minutes >= budget.minutes);
    })
    .map(({ name }) => name);
}
