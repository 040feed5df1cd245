import type { CareInForce } from "./schema.ts";

/**
 * Whether the next case should rather be a lighter one: the last `after` that this person saw or already holds were
 * all heavy. A preference and no more; where only heavy cases wait, one of them comes.
 * @param newestFirst severities of what they hold now and then of what they saw since their last break
 */
export function prefersLighter(
  care: Pick<CareInForce, "heavyFrom" | "rotation">,
  newestFirst: readonly number[],
): boolean {
  const { rotation, heavyFrom } = care;
  if (!rotation || newestFirst.length < rotation.after) return false;
  return newestFirst.slice(0, rotation.after).every((severity) => severity >= heavyFrom);
}
