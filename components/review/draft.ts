import type { ResolveRequest } from "#lib/appeals/schema.ts";
import { ACTIONS, type Action } from "#lib/policy/actions.ts";
import { arrange, goTogether, type Measure, type Restriction, toggleMeasure } from "#lib/policy/measures.ts";
import type { KeptDraft } from "#lib/review/draft-schema.ts";
import type { CaseView, DecisionRequest, PolicyView } from "#lib/review/schema.ts";

/** The two answers to an appeal, and what the server calls them. */
export const ANSWERS = { uphold: "upheld", overturn: "overturned" } as const;
export type Answer = keyof typeof ANSWERS;

/** What a reviewer may choose for a case: an action, to pass it up, or an answer to its appeal. */
export type Choice = Action | "escalate" | Answer;

export const isAnswer = (choice: Choice | null): choice is Answer => choice !== null && choice in ANSWERS;
const isAction = (choice: Choice): choice is Action => ACTIONS.some((action) => action === choice);

/** A decision in the making. Kept until the server has it. */
export type Draft = {
  /** The strongest of the measures, or what is no restriction. */
  choice: Choice | null;
  /** All restrictions, the strongest first; none where the choice is no restriction. */
  measures: readonly Measure[];
  strike: boolean;
  policyCode: string | null;
  /** For the author, or for whoever gets an escalation. */
  note: string;
  /** For colleagues alone. */
  privateNote: string;
  reveals: number;
};

export const EMPTY_DRAFT: Draft = {
  choice: null,
  measures: [],
  strike: false,
  policyCode: null,
  note: "",
  privateNote: "",
  reveals: 0,
};

/** Whether a draft holds any work; what was uncovered to read is none. */
export const isUntouched = (draft: Draft): boolean => sameDraft({ ...draft, reveals: 0 }, EMPTY_DRAFT);

/** Whether two drafts say the same, wherever they come from. */
export function sameDraft(a: Draft, b: Draft): boolean {
  return inOneLine(a) === inOneLine(b);
}

const inOneLine = ({ choice, measures, strike, policyCode, note, privateNote, reveals }: Draft) =>
  JSON.stringify([
    choice,
    measures.map(({ action, hours }) => [action, hours]),
    strike,
    policyCode,
    note,
    privateNote,
    reveals,
  ]);

/** A draft as the server kept it; a choice that this desk does not know is left out, the words stay. */
export function draftFrom(kept: KeptDraft): Draft {
  const { choice } = kept;
  const known = choice === "escalate" || choice === "uphold" || choice === "overturn";
  return {
    ...kept,
    choice: known || ACTIONS.some((action) => action === choice) ? (choice as Choice) : null,
  };
}

/** A draft as the server keeps it. */
export const toKept = (draft: Draft): KeptDraft => ({ ...draft, measures: [...draft.measures] });

export const isRestricting = (choice: Choice | null): choice is Restriction =>
  choice !== null && choice !== "allow" && isAction(choice);

/** Whether a choice is among those made. */
export const isChosen = (draft: Draft, choice: Choice): boolean =>
  draft.choice === choice || draft.measures.some(({ action }) => action === choice);

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

const permits = (policy: PolicyView | undefined, measures: readonly Measure[]) =>
  measures.every(({ action }) => policy?.allowedActions.includes(action) === true);

/** A draft that restricts by these measures; one without any restricts no more. */
function restricting(draft: Draft, measures: readonly Measure[]): Draft {
  const choice = measures[0]?.action ?? null;
  return { ...draft, choice, measures, strike: choice !== null && draft.strike };
}

/**
 * Choosing a restriction adds it to those chosen, or takes it out again; what cannot stand beside it gives way. The
 * cited policy is kept if it permits them all; else the first that does is cited, and where none does the new one
 * stands alone. Any other choice stands alone.
 */
export function choose(draft: Draft, choice: Choice, policies: readonly PolicyView[]): Draft {
  if (!isRestricting(choice)) return { ...draft, choice, measures: [], strike: false };
  const wanted = toggleMeasure(draft.measures, choice);
  const first = policies.toSorted(
    (a, b) => Number(b.code === draft.policyCode) - Number(a.code === draft.policyCode),
  );
  const policy = first.find((other) => permits(other, wanted));
  if (policy) return { ...restricting(draft, wanted), policyCode: policy.code };
  const alone: Measure[] = [{ action: choice, hours: null }];
  return {
    ...restricting(draft, alone),
    policyCode: first.find((other) => permits(other, alone))?.code ?? null,
  };
}

/** Citing a policy drops chosen restrictions that this policy does not permit. */
export function cite(draft: Draft, policy: PolicyView): Draft {
  const cited = { ...draft, policyCode: policy.code };
  if (!isRestricting(draft.choice)) return cited;
  return restricting(
    cited,
    measuresOf(draft).filter((measure) => permits(policy, [measure])),
  );
}

/** How long a chosen measure is to hold. */
export function holdFor(draft: Draft, action: Restriction, hours: number | null): Draft {
  return {
    ...draft,
    measures: draft.measures.map((measure) => (measure.action === action ? { action, hours } : measure)),
  };
}

/** Whether a decision like this can give the author a strike: there must be one, who is not hidden. */
export const canStrike = (view: Pick<CaseView, "account">, draft: Draft): boolean =>
  view.account !== null && isRestricting(draft.choice);

/** Gives or withholds a strike; only a restriction gives one. */
export function toggleStrike(draft: Draft): Draft {
  return isRestricting(draft.choice) ? { ...draft, strike: !draft.strike } : draft;
}

/** Takes what the ladder of strikes recommends: the strike and its measure, beside what is chosen already. */
export function takeRecommended(draft: Draft, policy: PolicyView, step: Measure | null): Draft {
  const cited = cite(isRestricting(draft.choice) ? draft : { ...draft, choice: null, measures: [] }, policy);
  const beside = step
    ? cited.measures.filter(({ action }) => goTogether(action, step.action))
    : cited.measures;
  const measures = arrange(step ? [...beside, step] : beside);
  return measures.length === 0 ? cited : { ...restricting(cited, measures), strike: true };
}

/** Whether a draft does what the ladder recommends. */
export function takesRecommended(draft: Draft, step: Measure | null): boolean {
  const does = ({ action, hours }: Measure) => action === step?.action && hours === step.hours;
  return draft.strike && (step === null || draft.measures.some(does));
}

/** A draft from before measures were kept has its one choice. */
function measuresOf({ choice, measures }: Draft): readonly Measure[] {
  return measures.length > 0 || !isRestricting(choice) ? measures : [{ action: choice, hours: null }];
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
  const [first, ...rest] = measuresOf(draft);
  const privateNote = draft.privateNote.trim();
  return {
    version,
    action: draft.choice,
    ...(first?.hours && { hours: first.hours }),
    ...(rest.length > 0 && { measures: rest }),
    ...(draft.strike && { strike: true }),
    policyCode: draft.choice === "allow" ? null : draft.policyCode,
    rationale: draft.note.trim(),
    ...(privateNote !== "" && { privateNote }),
    reveals: draft.reveals,
  };
}
