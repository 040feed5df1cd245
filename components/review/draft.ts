import { ACTIONS, type Action } from "#lib/policy/schema.ts";
import type { CaseView, DecisionRequest, PolicyView } from "#lib/review/schema.ts";

/** What a reviewer may choose for a case: an action, or to pass it up. */
export type Choice = Action | "escalate";

/** A decision in the making. Kept until the server has it. */
export type Draft = { choice: Choice | null; policyCode: string | null; note: string; reveals: number };

export const EMPTY_DRAFT: Draft = { choice: null, policyCode: null, note: "", reveals: 0 };

export const isRestricting = (choice: Choice | null): choice is Exclude<Action, "allow"> =>
  choice !== null && choice !== "allow" && choice !== "escalate";

/** The choices this reader has on this case, in their fixed order. */
export function choicesFor(view: Pick<CaseView, "permitted" | "policies">): Choice[] {
  const allowed = new Set<Action>(["allow", ...view.policies.flatMap((policy) => policy.allowedActions)]);
  const actions = view.permitted.includes("decide") ? ACTIONS.filter((action) => allowed.has(action)) : [];
  return view.permitted.includes("escalate") ? [...actions, "escalate"] : actions;
}

const permits = (policy: PolicyView | undefined, choice: Choice) =>
  !isRestricting(choice) || policy?.allowedActions.includes(choice) === true;

/** Choosing an action keeps the cited policy if that permits it, and otherwise cites the first that does. */
export function choose(draft: Draft, choice: Choice, policies: readonly PolicyView[]): Draft {
  const cited = policies.find((policy) => policy.code === draft.policyCode);
  if (!isRestricting(choice)) return { ...draft, choice };
  const policy = cited && permits(cited, choice) ? cited : policies.find((other) => permits(other, choice));
  return { ...draft, choice, policyCode: policy?.code ?? null };
}

/** Citing a policy drops a chosen action that this policy does not permit. */
export function cite(draft: Draft, policy: PolicyView): Draft {
  const keeps = draft.choice === null || permits(policy, draft.choice);
  return { ...draft, policyCode: policy.code, choice: keeps ? draft.choice : null };
}

/** What is still missing before the draft can be sent; null when nothing is. */
export type Missing = "choice" | "policy" | "note";

export function missingFrom(draft: Draft): Missing | null {
  if (draft.choice === null) return "choice";
  if (draft.choice === "escalate") return draft.note.trim() === "" ? "note" : null;
  return isRestricting(draft.choice) && draft.policyCode === null ? "policy" : null;
}

/** The request for a complete draft that is not an escalation. */
export function decisionFrom(draft: Draft, version: number): DecisionRequest | null {
  if (draft.choice === null || draft.choice === "escalate" || missingFrom(draft) !== null) return null;
  return {
    version,
    action: draft.choice,
    policyCode: draft.choice === "allow" ? null : draft.policyCode,
    rationale: draft.note.trim(),
    reveals: draft.reveals,
  };
}
