import type { MyCare } from "#lib/care/schema.ts";

/** One more item seen, before the server has counted it. Minutes and offers are the server's to say. */
export function withItemSeen(care: MyCare | undefined, severity: number): MyCare | undefined {
  if (!care || severity < care.inForce.heavyFrom) return care;
  return { ...care, budget: { ...care.budget, items: care.budget.items + 1 } };
}
