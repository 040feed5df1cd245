import { ACTIONS, type Action } from "#lib/policy/actions.ts";
import type { LookAnswer } from "#lib/quality/schema.ts";
import { type Draft, missingFrom } from "./draft.ts";

/** The request for a complete draft that answers a second look, or settles a disagreement. */
export function lookAnswerFrom(draft: Draft, version: number): LookAnswer | null {
  const action = ACTIONS.find((one: Action) => one === draft.choice);
  if (!action || missingFrom(draft) !== null) return null;
  return {
    version,
    action,
    policyCode: action === "allow" ? null : draft.policyCode,
    rationale: draft.note.trim(),
    reveals: draft.reveals,
  };
}
