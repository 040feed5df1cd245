import type { ResolveRequest } from "#lib/appeals/schema.ts";
import { ACTIONS, type Action } from "#lib/policy/actions.ts";
import type { CaseView, DecisionRequest, PolicyView } from "#lib/review/schema.ts";

/** The two answers to an appeal, and what the server calls them. */
export const ANSWERS = { uphold: "upheld", overturn: "overturned" } as const;
export type Answer = keyof typeof ANSWERS;

/** What a reviewer may choose for a case: an action, to pass it up, or an answer to its appeal. */
export type Choice = Action | "escalate" | Answer;

export const isAnswer = (choice: Choice | null): choice is Answer => choice !== null && choice in ANSWERS;
const isAction = (choice: Choice): choice is Action => ACTIONS.some((action) => action === choice);

/** A decision in the making. Kept until the server has it. */
export type Draft = { choice: Choice | null; policyCode: string | null; note: string; reveals: number };

export const EMPTY_DRAFT: Draft = { choice: null, policyCode: null, note: "", reveals: 0 };

export const isRestricting = (choice: Choice | null): choice is Exclude<Action, "allow"> =>
  choice !== null && choice !== "allow" && isAction(choice);

/** Whether a choice can be taken back from the desk: an escalation and an answer to an author cannot. */
export const canTakeBack = (choice: Choice): boolean => isAction(choice);

/** The choices this reader has on this case, in their fixed order. */
export function choicesFor(view: Pick<CaseView, "permitted" | "policies">): Choice[] {
  if (view.permitted.includes("resolve")) return ["uphold", "overturn"];
  const allowed = new Set<Action>(["allow", ...view.policies.flatMap((policy) => policy.allowedActions)]);
  const decides = view.permitted.includes("decide") || view.permitted.includes("look");
  const actions = decides ? ACTIONS.filter((action) => allowed.has(action)) : [];
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
export type Missing = "choice" | "policy" | "note" | "reason";

export function missingFrom(draft: Draft): Missing | null {
  if (draft.choice === null) return "choice";
  if (isAnswer(draft.choice)) return draft.note.trim() === "" ? "reason" : null;
  if (draft.choice === "escalate") return draft.note.trim() === "" ? "note" : null;
  return isRestricting(draft.choice) && draft.policyCode === null ? "policy" : null;
}

/** The request for a complete draft that answers an appeal. */
export function answerFrom(draft: Draft, version: number): ResolveRequest | null {
  if (!isAnswer(draft.choice) || missingFrom(draft) !== null) return null;
  return { version, outcome: ANSWERS[draft.choice], reason: draft.note.trim(), reveals: draft.reveals };
}

/** The request for a complete draft that is a decision. */
export function decisionFrom(draft: Draft, version: number): DecisionRequest | null {
  if (draft.choice === null || !isAction(draft.choice) || missingFrom(draft) !== null) return null;
  return {
    version,
    action: draft.choice,
    policyCode: draft.choice === "allow" ? null : draft.policyCode,
    rationale: draft.note.trim(),
    reveals: draft.reveals,
  };
}
