import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { DomainError } from "#lib/errors.ts";
import type { InsightsQuery } from "./schema.ts";

const PERMISSION = "insights:read";

/**
 * The policies whose figures this person may read; null: of all, and of everything together. Figures are not told
 * apart by queue, so a right that ends at queues opens none.
 * @throws DomainError forbidden when there is no such policy
 */
export function insightsPolicies(viewer: Viewer): string[] | null {
  assertCan(viewer, PERMISSION);
  const held = viewer.grants.filter(
    ({ permissions, queues }) => permissions.includes(PERMISSION) && queues === null,
  );
  if (held.some(({ policies }) => policies === null)) return null;
  const policies = [...new Set(held.flatMap(({ policies }) => policies ?? []))];
  if (policies.length === 0) throw forbidden();
  return policies;
}

/**
 * What was asked for, within the person's rights: one whose right ends at policies is shown one of these at a time.
 * @throws DomainError forbidden
 */
export async function withinRights(viewer: Viewer, query: InsightsQuery): Promise<InsightsQuery> {
  const policies = insightsPolicies(viewer);
  if (policies === null) return query;
  const { policy = policies[0] } = query;
  if (policy === undefined || !policies.includes(policy)) throw forbidden();
  return { ...query, policy };
}

const forbidden = () =>
  new DomainError("forbidden", "Your rights do not reach these figures.", {
    extra: { permission: PERMISSION },
  });
