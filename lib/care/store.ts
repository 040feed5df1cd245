import { z } from "zod";
import type { Tx } from "#lib/db/index.ts";
import type { Shift } from "./budget.ts";
import {
  type CareInForce,
  type CarePreference,
  type CareSettings,
  carePreferenceSchema,
  careSettingsSchema,
  DEFAULT_CARE_SETTINGS,
  type SeverityRow,
} from "./schema.ts";
import { careInForce } from "./settings.ts";

export type PersonCare = {
  settings: CareSettings;
  preference: CarePreference;
  inForce: CareInForce;
  timeZone: string;
  snoozedUntil: Date | null;
};

/** The organisation's settings; the defaults until somebody changes them, at revision 0. */
export async function readSettings(tx: Tx): Promise<{ settings: CareSettings; revision: number }> {
  const row = await tx.careSettings.findUnique({ where: { id: 1 } });
  return { settings: parseSettings(row?.content), revision: row?.revision ?? 0 };
}

/** What an older version stored has no word on what came later: the defaults fill in. */
const parseSettings = (content: unknown): CareSettings =>
  careSettingsSchema.parse({ ...DEFAULT_CARE_SETTINGS, ...(content as Partial<CareSettings> | undefined) });

const personRowSchema = z.object({
  settings: z.unknown(),
  content: z.unknown(),
  timeZone: z.string().nullable(),
  snoozedUntil: z.date().nullable(),
});

/** What holds for one person now. */
export async function readPersonCare(tx: Tx, userId: string): Promise<PersonCare> {
  // One statement: every claim asks.
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT s.content AS settings, p.content, p.time_zone AS "timeZone", p.snoozed_until AS "snoozedUntil"
    FROM (SELECT 1) AS one LEFT JOIN care_settings s ON s.id = 1
    LEFT JOIN care_preferences p ON p.user_id = ${userId}::uuid`;
  const row = personRowSchema.parse(rows[0]);
  return toPersonCare(parseSettings(row.settings ?? undefined), { ...row, timeZone: row.timeZone ?? "UTC" });
}

export function toPersonCare(
  settings: CareSettings,
  row: { content: unknown; timeZone: string; snoozedUntil: Date | null } | null,
): PersonCare {
  const preference = carePreferenceSchema.parse(row?.content ?? {});
  return {
    settings,
    preference,
    inForce: careInForce(settings, preference),
    timeZone: row?.timeZone ?? "UTC",
    snoozedUntil: row?.snoozedUntil ?? null,
  };
}

/** What a person saw since a moment, oldest first, with the end of their last break. */
export async function readShift(
  tx: Tx,
  userId: string,
  since: Date,
  snoozedUntil: Date | null,
): Promise<Shift> {
  const [seen, last] = await Promise.all([
    tx.exposure.findMany({
      where: { userId, createdAt: { gte: since } },
      orderBy: { createdAt: "asc" },
      select: { severity: true, seconds: true, createdAt: true },
    }),
    tx.break.findFirst({
      where: { userId, endedAt: { not: null } },
      orderBy: { startedAt: "desc" },
      select: { endedAt: true },
    }),
  ]);
  return {
    seen: seen.map(({ severity, seconds, createdAt }) => ({ severity, seconds, at: createdAt })),
    lastBreakEndedAt: last?.endedAt ?? null,
    snoozedUntil,
  };
}

const severitiesSchema = z.array(
  z.object({ severity: z.number(), items: z.number(), minutes: z.number(), reveals: z.number() }),
);

/** What one person saw from `since` on, by severity, the heaviest first. */
export async function exposureBySeverity(tx: Tx, userId: string, since: Date): Promise<SeverityRow[]> {
  const rows = await tx.$queryRaw`
    SELECT severity, count(*)::int AS items, (sum(seconds) / 60)::float8 AS minutes, sum(reveals)::int AS reveals
    FROM exposures WHERE user_id = ${userId}::uuid AND created_at >= ${since}
    GROUP BY severity ORDER BY severity DESC`;
  return severitiesSchema.parse(rows);
}

const recentSchema = z.array(z.object({ severity: z.number() }));

/**
 * Severities of the cases a person holds and then of those they saw since their last break or this moment, newest
 * first. What they hold comes first, for it will be seen next: a case is claimed ahead while another is read.
 */
export async function recentSeverities(
  tx: Tx,
  userId: string,
  since: Date,
  count: number,
): Promise<number[]> {
  const rows = await tx.$queryRaw`
    SELECT severity FROM (
      (SELECT severity, 'infinity'::timestamptz AS at FROM cases
       WHERE claimed_by_id = ${userId}::uuid AND state = 'open' AND claim_expires_at > now() AND held_at IS NULL LIMIT ${count})
      UNION ALL
      (SELECT severity, created_at AS at FROM exposures
       WHERE user_id = ${userId}::uuid AND created_at >= ${since}
         AND created_at > coalesce((SELECT max(ended_at) FROM breaks WHERE user_id = ${userId}::uuid), '-infinity')
       ORDER BY created_at DESC LIMIT ${count})) AS newest
    ORDER BY at DESC LIMIT ${count}`;
  return recentSchema.parse(rows).map(({ severity }) => severity);
}
