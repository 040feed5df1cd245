import { z } from "zod";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import {
  compareOutcomes,
  type ImpactCell,
  type ImpactExample,
  type ImpactSide,
  itemsByLanguage,
} from "./impact-store.ts";
import { policiesInForce } from "./load-in-force.ts";
import { type Action, actionSchema, type Thresholds, thresholdsSchema } from "./schema.ts";
import { thresholdsFor } from "./thresholds.ts";

/** How far back the comparison looks, days. */
export const IMPACT_DAYS = 30;
/** More items than these are sampled: the shares are then good to a third of a percentage point. */
const MOST_ITEMS = 100_000;
const EXAMPLES = 8;
const DAY_MS = 86_400_000;

/** The parts of a draft that change what is queued and what is actioned. */
export const impactRequestSchema = z.strictObject({
  signal: z.string().min(1).max(50),
  thresholds: thresholdsSchema,
  automaticAction: actionSchema.nullable(),
  allowedActions: z.array(actionSchema),
});
type Voice = z.infer<typeof impactRequestSchema>;

export interface ThresholdImpact {
  from: string;
  days: number;
  /** Items judged in that time, and how many of them were looked at; fewer where sampled. */
  items: number;
  looked: number;
  /** The version in force that was compared with; null for a policy that is not in force yet. */
  version: number | null;
  /** Pairs of outcomes; items on which neither side has anything to say are among allowed → allowed. */
  cells: ImpactCell[];
  examples: ImpactExample[];
}

/**
 * What a draft's thresholds would have done to the last 30 days, beside those in force, over the signals that
 * were stored then. It is this policy alone: other policies, rules and reports are left out on both sides.
 * @throws DomainError not_found
 */
export async function readThresholdImpact(
  viewer: Viewer,
  code: string,
  draft: Voice,
  now = new Date(),
): Promise<ThresholdImpact> {
  assertCan(viewer, "policies:edit", { policy: code });
  if ((await db().policy.count({ where: { code } })) === 0)
    throw new DomainError("not_found", "There is no such policy.");
  const inForce = (await policiesInForce(db())).find((policy) => policy.code === code) ?? null;
  const from = new Date(now.getTime() - IMPACT_DAYS * DAY_MS);
  const byLanguage = await itemsByLanguage(db(), from);
  const items = byLanguage.reduce((sum, row) => sum + row.items, 0);
  const percent = items > MOST_ITEMS ? (100 * MOST_ITEMS) / items : 100;
  const { looked, cells, examples } = await compareOutcomes(
    db(),
    from,
    percent,
    byLanguage.map(({ language }) => language),
    inForce ? sideOf(inForce) : SILENT,
    sideOf(draft),
    EXAMPLES,
  );
  return {
    from: from.toISOString(),
    days: IMPACT_DAYS,
    items,
    looked,
    version: inForce?.version ?? null,
    cells: withSilent(cells, looked),
    examples,
  };
}

/** A policy that is not in force queues and actions nothing. */
const SILENT: ImpactSide = { signal: "", pairFor: () => ({ review: 2, automatic: null }) };

function sideOf(voice: {
  signal: string;
  thresholds: Thresholds;
  automaticAction: Action | null;
  allowedActions: Action[];
}): ImpactSide {
  const { automaticAction, allowedActions } = voice;
  const acts =
    automaticAction !== null && automaticAction !== "allow" && allowedActions.includes(automaticAction);
  return {
    signal: voice.signal,
    pairFor: (language) => {
      const pair = thresholdsFor(voice.thresholds, language);
      return acts ? pair : { ...pair, automatic: null };
    },
  };
}

/** Adds the items without such a signal to those that both sides allow. */
function withSilent(cells: ImpactCell[], looked: number): ImpactCell[] {
  const spoken = cells.reduce((sum, { items }) => sum + items, 0);
  const isAllowed = ({ before, after }: ImpactCell) => before === "allowed" && after === "allowed";
  const allowed = cells.find(isAllowed)?.items ?? 0;
  return [
    { before: "allowed", after: "allowed", items: allowed + looked - spoken, kept: 0, restricted: 0 },
    ...cells.filter((cell) => !isAllowed(cell)),
  ];
}
