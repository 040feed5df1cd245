import { randomUUID } from "node:crypto";
import { aViewer } from "#e2e/support/builders.ts";
import { db } from "#lib/db/index.ts";
import { seededRandom } from "#lib/training/seeded-random.ts";

/** When the made-up platform is looked at. */
export const NOW = new Date("2026-03-18T12:00:00Z");
const WEEK_MS = 604_800_000;
const HOUR_MS = 3_600_000;

/** One post of the made-up platform, with all that ever happened to it. */
export interface Fate {
  at: Date;
  language: string;
  views: number;
  chance: number | null;
  verdict: "H-2" | "S-4" | "none" | null;
  decided: "automation" | "person" | "none";
  /** Seconds from receiving to the decision. */
  seconds: number;
  reportedFirst: boolean;
  reversed: boolean;
  /** Seconds from the decision to its reversal. */
  reversedAfter: number;
  /** Only where it was decided; an overturned one is always reversed. */
  appeal: "open" | "upheld" | "overturned" | null;
}

/** Six hundred posts over five weeks, always the same. */
export function makeWorld(): Fate[] {
  const world: Fate[] = [];
  const [random, soon] = [seededRandom(11), seededRandom(12)];
  for (let n = 0; n < 600; n++) {
    const chance = random() < 0.7 ? 0.05 + random() * 0.5 : null;
    const acted = random() < 0.3;
    const reversed = random() < 0.1;
    const appealed = random() < 0.4;
    world.push({
      // Five weeks, of which the first lies before the window of four.
      at: new Date(NOW.getTime() - random() * 4.4 * WEEK_MS - HOUR_MS * 24),
      language: random() < 0.5 ? "en" : "fa",
      views: Math.round(random() ** 4 * 10_000),
      chance,
      verdict:
        chance === null || random() < 0.2 ? null : random() < 0.15 ? "H-2" : random() < 0.1 ? "S-4" : "none",
      decided: acted ? (random() < 0.6 ? "automation" : "person") : "none",
      seconds: Math.round(1 + random() * 20_000),
      reportedFirst: random() < 0.3,
      reversed,
      appeal: !acted || !appealed ? null : reversed ? "overturned" : random() < 0.5 ? "upheld" : "open",
      reversedAfter: soon() < 0.5 ? 1 : 86_400,
    });
  }
  return world;
}

/** Writes the world straight into the tables. */
export async function settle(fates: Fate[]): Promise<void> {
  const [moderator, judge] = [await aViewer("moderator"), await aViewer("moderator")];
  const policy = await db().policyVersion.findFirstOrThrow({ where: { policy: { code: "H-2" } } });
  const queue = await db().queue.findUniqueOrThrow({ where: { slug: "hate-harassment" } });
  const reporter = await db().reporter.create({ data: { externalId: "someone" } });
  for (const fate of fates) {
    const id = randomUUID();
    const later = (seconds: number) => new Date(fate.at.getTime() + seconds * 1000);
    await db().item.create({
      data: {
        id,
        externalId: id,
        contentHash: id,
        kind: "post",
        text: "made up",
        language: fate.language,
        receivedAt: fate.at,
        state: "allowed",
      },
    });
    if (fate.chance !== null)
      await db().prevalenceSample.create({
        data: {
          itemId: id,
          inclusionProbability: fate.chance,
          views: fate.views,
          drawnAt: fate.at,
          ...(fate.verdict !== null && {
            verdict: fate.verdict === "none" ? ("not_violating" as const) : ("violating" as const),
            policyCode: fate.verdict === "none" ? null : fate.verdict,
            judgedById: judge.userId,
            judgedAt: later(60),
          }),
        },
      });
    if (fate.decided === "none") continue;
    if (fate.reportedFirst)
      await db().report.create({
        data: { itemId: id, reporterId: reporter.id, reason: "hate", createdAt: later(0.2) },
      });
    const person = fate.decided === "person";
    const own = person
      ? await db().case.create({
          data: {
            queueId: queue.id,
            itemId: id,
            purpose: "triage",
            state: "decided",
            severity: 4,
            policyCode: "H-2",
            reasons: [],
            priorityParts: { severity: 1, confidence: 1, reach: 0, reports: 0, base: 2 },
            rank: 1,
            createdAt: later(0.5),
            dueAt: later(10_000),
            closedAt: later(fate.seconds),
          },
        })
      : null;
    const decision = {
      itemId: id,
      caseId: own?.id ?? null,
      policyVersionId: policy.id,
      action: "remove",
      source: fate.decided,
      actorId: person ? moderator.userId : null,
      inForce: {},
    };
    const made = await db().decision.create({ data: { ...decision, createdAt: later(fate.seconds) } });
    if (fate.appeal) await contest(made.id, id, moderator.userId, fate.appeal, later(fate.seconds + 43_200));
    if (fate.reversed)
      await db().decision.create({
        data: {
          ...decision,
          action: "allow",
          reversesId: made.id,
          createdAt: later(fate.seconds + fate.reversedAfter),
        },
      });
  }
}

async function contest(
  decisionId: string,
  itemId: string,
  by: string,
  state: "open" | "upheld" | "overturned",
  at: Date,
) {
  const queue = await db().queue.findFirstOrThrow({ where: { purpose: "appeals" } });
  const priorityParts = { severity: 1, confidence: 1, reach: 0, reports: 0, base: 2 };
  const own = await db().case.create({
    data: {
      queueId: queue.id,
      itemId,
      purpose: "appeals",
      severity: 4,
      reasons: [],
      priorityParts,
      rank: 1,
      createdAt: at,
      dueAt: new Date("2027-01-01"),
    },
  });
  const resolved =
    state === "open" ? {} : { resolvedById: by, resolution: "We looked again.", resolvedAt: at };
  await db().appeal.create({
    data: {
      decisionId,
      itemId,
      caseId: own.id,
      statement: "No.",
      locale: "en",
      filedAt: at,
      state,
      ...resolved,
    },
  });
}
