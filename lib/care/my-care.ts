import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db, type Tx } from "#lib/db/index.ts";
import { toBreakView } from "./breaks.ts";
import { budgetState } from "./budget.ts";
import { prefersLighter } from "./rotation.ts";
import { type CarePreference, carePreferenceSchema, type MyCare, type MyWellbeing } from "./schema.ts";
import { shiftStart } from "./shift.ts";
import { exposureBySeverity, type PersonCare, readPersonCare, readShift, recentSeverities } from "./store.ts";

const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;
const BREAKS_SHOWN = 30;
/** How long "later" keeps the offer of a break away. */
const SNOOZE_MINUTES = 15;

const startOf = (care: PersonCare, now: Date) => shiftStart(now, care.timeZone, care.settings.shiftStartsAt);

/** Where the viewer's shift stands, and what protects them. */
export async function myCare(viewer: Viewer, now = new Date()): Promise<MyCare> {
  assertCan(viewer, "self:edit");
  const care = await readPersonCare(db(), viewer.userId);
  return careNow(care, viewer.userId, now);
}

async function careNow(care: PersonCare, userId: string, now: Date): Promise<MyCare> {
  const [shift, open] = await Promise.all([
    readShift(db(), userId, startOf(care, now), care.snoozedUntil),
    db().break.findFirst({ where: { userId, endedAt: null }, select: { startedAt: true } }),
  ]);
  return {
    inForce: care.inForce,
    timeZone: care.timeZone,
    budget: budgetState(shift, care.inForce, now),
    onBreak: open && { startedAt: open.startedAt.toISOString() },
  };
}

/** The viewer's own page: this shift, the last seven days, their breaks and their settings. Nobody else's. */
export async function myWellbeing(viewer: Viewer, now = new Date()): Promise<MyWellbeing> {
  assertCan(viewer, "self:edit");
  const { userId } = viewer;
  const care = await readPersonCare(db(), userId);
  const start = startOf(care, now);
  const week = new Date(start.getTime() - (WEEK_DAYS - 1) * DAY_MS);
  const [mine, shiftRows, weekRows, breaks] = await Promise.all([
    careNow(care, userId, now),
    exposureBySeverity(db(), userId, start),
    exposureBySeverity(db(), userId, week),
    db().break.findMany({
      where: { userId, startedAt: { gte: week } },
      orderBy: { startedAt: "desc" },
      take: BREAKS_SHOWN,
    }),
  ]);
  return {
    care: mine,
    settings: care.settings,
    preference: care.preference,
    shiftStartedAt: start.toISOString(),
    shift: shiftRows,
    week: weekRows,
    breaks: breaks.map(toBreakView),
  };
}

/** Keeps the viewer's own choices. Those the organisation has fixed have no effect while it has. */
export async function saveMyCare(viewer: Viewer, preference: CarePreference): Promise<void> {
  assertCan(viewer, "self:edit");
  const content = carePreferenceSchema.parse(preference);
  await upsert(viewer.userId, { content });
}

/** Keeps the zone in which the viewer's shifts begin. */
export async function saveTimeZone(viewer: Viewer, timeZone: string): Promise<void> {
  assertCan(viewer, "self:edit");
  await upsert(viewer.userId, { timeZone });
}

/** Puts the offer of a break off for a quarter of an hour. */
export async function snoozeBreak(viewer: Viewer, now = new Date()): Promise<void> {
  assertCan(viewer, "self:edit");
  await upsert(viewer.userId, { snoozedUntil: new Date(now.getTime() + SNOOZE_MINUTES * 60_000) });
}

async function upsert(
  userId: string,
  change: { content?: CarePreference; timeZone?: string; snoozedUntil?: Date },
): Promise<void> {
  await db().carePreference.upsert({
    where: { userId },
    create: { userId, content: {}, ...change },
    update: change,
  });
}

/**
 * From which severity on cases should be passed over for this person now, for they have had their share in a row;
 * null when any case will do. Where only such cases wait, the caller takes one of them all the same.
 */
export async function lighterThan(tx: Tx, userId: string, now = new Date()): Promise<number | null> {
  const care = await readPersonCare(tx, userId);
  const { rotation, heavyFrom } = care.inForce;
  if (!rotation) return null;
  const recent = await recentSeverities(tx, userId, startOf(care, now), rotation.after);
  return prefersLighter(care.inForce, recent) ? heavyFrom : null;
}
