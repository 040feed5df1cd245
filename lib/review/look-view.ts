import type { LoadedCase } from "./load-case.ts";
import type { CaseView, LookView } from "./schema.ts";

/** What the desk is told of a second look: its role, and to the third person both answers as A and B. */
export function lookView({ look }: LoadedCase): LookView | null {
  if (!look) return null;
  if (look.role === "second" || !look.second) return { role: "second" };
  const { createdAt: _createdAt, ...first } = look.first;
  const [a, b] = look.firstIsA ? [first, look.second] : [look.second, first];
  return { role: "adjudication", a, b };
}

/**
 * The reports as they were before the first decision: it moved the reporters' reliability, and who knows the numbers
 * could read the decision from them.
 */
export function withoutCredit(found: LoadedCase): LoadedCase {
  const first = found.look?.first;
  if (!first) return found;
  const upheld = first.action !== "allow";
  return {
    ...found,
    reports: found.reports.map((report) => {
      if (report.createdAt > first.createdAt) return report;
      return upheld
        ? { ...report, upheld: Math.max(0, report.upheld - 1) }
        : { ...report, dismissed: Math.max(0, report.dismissed - 1) };
    }),
  };
}

/**
 * The case for somebody who judges it without knowing what others decided. Every field is named, so that a new one
 * does not compile before somebody has said whether it tells of the first decision.
 */
export function withoutDecisions(view: CaseView): CaseView {
  return {
    number: view.number,
    version: view.version,
    state: view.state,
    queue: view.queue,
    blind: view.blind,
    severity: view.severity,
    policyCode: view.policyCode,
    reasons: view.reasons.filter(
      ({ kind }) => kind !== "escalated" && kind !== "reopened" && kind !== "appeal",
    ),
    priority: view.priority,
    priorityParts: view.priorityParts,
    dueAt: view.dueAt,
    createdAt: view.createdAt,
    claim: view.claim,
    // Others' words on the item; one's own are no news.
    hold: view.claim?.mine ? view.hold : null,
    draft: view.draft,
    questions: [],
    item: view.item,
    // Who called a match false had judged the item.
    knownMatches: view.knownMatches.map((match) => ({ ...match, falsePositive: false })),
    look: view.look,
    appeal: null,
    tookPart: view.tookPart,
    revisions: view.revisions,
    thread: view.thread,
    threadSize: view.threadSize,
    account: view.account,
    history: view.history,
    decisions: [],
    signals: view.signals,
    reports: view.reports,
    policies: view.policies,
    permitted: view.permitted,
    undo: null,
  };
}
