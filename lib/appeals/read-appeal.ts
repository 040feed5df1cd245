import { db } from "#lib/db/index.ts";
import {
  type Action,
  actionSchema,
  measureSchema,
  measuresSchema,
  translationsSchema,
} from "#lib/policy/index.ts";
import { endOf } from "#lib/review/index.ts";
import {
  AppealTokenError,
  appealDeadline,
  readAppealToken,
  type TokenProblem,
} from "#lib/statements/index.ts";
import { loadContested } from "./store.ts";

/** What the appeal page shows to whoever holds the link, and nothing more: no names, no scores, no notes. */
export interface AppealPage {
  decisionId: string;
  action: Exclude<Action, "allow">;
  /** All that the decision does, its action first, each with when it ends. */
  measures: { action: Exclude<Action, "allow">; until: string | null }[];
  /** Until when the strike counts that came with it. */
  strikeUntil: string | null;
  source: "person" | "automation";
  detectedAutomatically: boolean;
  decidedAt: string;
  /** Until when the link is good. */
  deadline: string;
  item: { kind: string; text: string };
  policy: { code: string; title: string; text: string } | null;
  /** Hours from filing to the due time of an answer. */
  answerHours: number;
  /** The decision was taken back before anybody appealed. */
  reversed: boolean;
  appeal: {
    state: "open" | "upheld" | "overturned";
    statement: string;
    filedAt: string;
    answerBy: string;
    resolution: string | null;
    resolvedAt: string | null;
  } | null;
  /** Words that were sent and could not be taken. */
  draft: string;
}

export type AppealView = AppealPage | { problem: TokenProblem };

/**
 * The decision behind an appeal link, in the reader's language where the policy has it. A link that is past its
 * time still shows an appeal that was filed in time.
 */
export async function readAppeal(token: string, locale: string, now = new Date()): Promise<AppealView> {
  const { decisionId, problem } = decisionOf(token, now);
  if (decisionId === null) return { problem };
  const [decision, queue] = await Promise.all([
    loadContested(db(), decisionId, false),
    db().queue.findFirst({ where: { purpose: "appeals", retiredAt: null }, orderBy: { position: "asc" } }),
  ]);
  if (!decision || decision.action === "allow") return { problem: "foreign" };
  if (problem && !decision.appeal) return { problem };
  const { appeal, policyVersion } = decision;
  const translated = policyVersion && translationsSchema.parse(policyVersion.translations)[locale];
  return {
    decisionId,
    action: actionSchema.exclude(["allow"]).parse(decision.action),
    measures: measureSchema
      .array()
      .parse([{ action: decision.action, hours: decision.hours }, ...measuresSchema.parse(decision.measures)])
      .map(({ action, hours }) => ({ action, until: endOf(hours, decision.createdAt) })),
    strikeUntil: decision.strike?.expiresAt?.toISOString() ?? null,
    source: decision.source,
    detectedAutomatically: wasDetected(decision.statement?.content),
    decidedAt: decision.createdAt.toISOString(),
    deadline: appealDeadline(decision.createdAt).toISOString(),
    item: { kind: decision.item.kind, text: decision.item.text },
    policy: policyVersion && {
      code: policyVersion.policy.code,
      title: translated?.title ?? policyVersion.title,
      text: translated?.text ?? policyVersion.text,
    },
    answerHours: Math.round((queue?.slaMinutes ?? 0) / 60),
    reversed: decision.reversedBy !== null && appeal === null,
    appeal: appeal && {
      state: appeal.state,
      statement: appeal.statement,
      filedAt: appeal.filedAt.toISOString(),
      answerBy: appeal.case.dueAt.toISOString(),
      resolution: appeal.resolution,
      resolvedAt: appeal.resolvedAt?.toISOString() ?? null,
    },
    draft: decision.appealDraft?.statement ?? "",
  };
}

type Opened =
  | { decisionId: string; problem: TokenProblem | null }
  | { decisionId: null; problem: TokenProblem };

function decisionOf(token: string, now: Date): Opened {
  try {
    return { decisionId: readAppealToken(token, now), problem: null };
  } catch (error) {
    if (error instanceof AppealTokenError) return { decisionId: error.decisionId, problem: error.problem };
    throw error;
  }
}

function wasDetected(statement: unknown): boolean {
  return (statement as { automated_detection?: unknown } | undefined)?.automated_detection === "Yes";
}
