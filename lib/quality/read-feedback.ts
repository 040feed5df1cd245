import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { shareOf } from "#lib/insights/index.ts";
import { agrees } from "./look.ts";
import type { Feedback } from "./schema.ts";
import { sessionsOf } from "./sessions.ts";

/** How many of each kind are shown, newest first. */
const SHOWN = 50;

/** What a person learns of their own work: practice, settled disagreements, and sessions they are invited to. */
export async function readFeedback(viewer: Viewer): Promise<Feedback> {
  assertCan(viewer, "quality:take_part");
  const mine = { userId: viewer.userId, state: "answered" as const };
  const [practice, fitting, answered, looks, sessions] = await Promise.all([
    db().practiceCase.findMany({
      where: mine,
      orderBy: { answeredAt: "desc" },
      take: SHOWN,
      include: { gold: { include: { case: { select: { item: { select: { text: true } } } } } } },
    }),
    db().practiceCase.count({ where: { ...mine, fits: true } }),
    db().practiceCase.count({ where: mine }),
    db().secondLook.findMany({
      where: { state: "settled", OR: [{ firstById: viewer.userId }, { secondById: viewer.userId }] },
      orderBy: { settledAt: "desc" },
      take: SHOWN,
      include: {
        decision: { select: { action: true, policyCode: true, case: { select: { number: true } } } },
        case: { select: { number: true } },
        item: { select: { text: true } },
      },
    }),
    sessionsOf(viewer),
  ]);
  return {
    accuracy: shareOf(fitting, answered),
    sessions,
    practice: practice.map(({ number, action, policyCode, fits, answeredAt, gold }) => ({
      caseNumber: number,
      excerpt: excerptOf(gold.case.item.text),
      given: { action: action ?? "", policyCode },
      expected: { action: gold.action, policyCode: gold.policyCode },
      explanation: gold.explanation,
      fits: fits === true,
      at: answeredAt?.toISOString() ?? "",
    })),
    looks: looks.map((look) => {
      const first = look.firstById === viewer.userId;
      const given = first
        ? { action: look.decision.action, policyCode: look.decision.policyCode }
        : { action: look.secondAction ?? "", policyCode: look.secondPolicyCode };
      const settled = { action: look.settledAction ?? "", policyCode: look.settledPolicyCode };
      return {
        caseNumber: first ? (look.decision.case?.number ?? null) : look.case.number,
        role: first ? ("first" as const) : ("second" as const),
        excerpt: excerptOf(look.item.text),
        given,
        settled,
        rationale: look.settledRationale ?? "",
        fits: agrees(given, settled),
        changed: look.settledDecisionId !== null,
        at: look.settledAt?.toISOString() ?? "",
      };
    }),
  };
}

const excerptOf = (text: string) => text.slice(0, 160).toWellFormed();
