import type { z } from "zod";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { type LoadedItem, loadItems } from "#lib/content/index.ts";
import { db } from "#lib/db/index.ts";
import {
  type PolicyInForce,
  policiesInForce,
  type Routing,
  type RuleInForce,
  routeItem,
  rulesInForce,
} from "#lib/policy/index.ts";
import { judgedPage, type Past, readPast } from "./dry-run-store.ts";
import type { dryRunSchema } from "./schema.ts";

/** Items of one round: a page of them is in memory at a time. */
const PAGE = 500;
/** How far back a dry run looks at most, days. */
const DAYS = 30;
const DAY_MS = 86_400_000;
/** Examples of each kind of change. */
const EXAMPLES = 6;

/** Where an item goes, or went: `allow`, `review:<queue>` or `automatic:<action>`. */
export type Way = `allow` | `review:${string}` | `automatic:${string}`;

export interface DryRunChange {
  before: Way;
  after: Way;
  items: number;
  examples: {
    externalId: string;
    text: string;
    language: string | null;
    /** What happened then, by the rules and policies of that day. */
    happened: Way;
    decided: string | null;
    caseNumber: number | null;
  }[];
}

export interface DryRun {
  from: string;
  days: number;
  items: number;
  /** Items on which the rule hits. */
  hits: number;
  /** Where items go with the rules in force, and where with this one in its place. */
  before: Record<Way, number>;
  after: Record<Way, number>;
  /** Items that go another way, the most frequent change first. */
  changes: DryRunChange[];
  /** Items that go the same way with another severity or other tags. */
  remarked: number;
  /** Items on which the rules in force today say something else than what happened then. */
  unlikeThen: number;
}

/**
 * Routes the newest past items twice, with the rules in force and with this version live in its place, by the same
 * code that routes new ones. Facts that move (reports, the author's facts) are read as they are today.
 */
export async function dryRunRule(
  viewer: Viewer,
  { ruleId, content, items: most }: z.output<typeof dryRunSchema>,
  now = new Date(),
): Promise<DryRun> {
  assertCan(viewer, "rules:edit");
  const [policies, asked] = await Promise.all([policiesInForce(db()), rulesInForce(db())]);
  const inForce = asked.filter(({ shadow }) => !shadow);
  const tried = await withTried(inForce, ruleId, content);
  const from = new Date(now.getTime() - DAYS * DAY_MS);
  const run: DryRun = {
    from: from.toISOString(),
    days: DAYS,
    items: 0,
    hits: 0,
    before: {} as DryRun["before"],
    after: {} as DryRun["after"],
    changes: [],
    remarked: 0,
    unlikeThen: 0,
  };
  const changes = new Map<string, DryRunChange>();
  let last: string | null = null;
  while (run.items < most) {
    const ids = await judgedPage(db(), from, last, Math.min(PAGE, most - run.items));
    if (ids.length === 0) break;
    const [items, past] = await Promise.all([
      loadItems(db(), ids, ["allowed", "actioned", "in_review"]),
      readPast(db(), ids),
    ]);
    for (const item of items) {
      const then = past.get(item.id);
      if (then) compare(run, changes, item, then, policies, inForce, tried.rules, tried.id);
    }
    run.items += ids.length;
    last = ids.at(-1) ?? null;
  }
  return { ...run, changes: [...changes.values()].sort((a, b) => b.items - a.items) };
}

/** The rules in force with the tried version live in its rule's place, or at the end. */
async function withTried(
  inForce: readonly RuleInForce[],
  ruleId: string | null,
  content: z.output<typeof dryRunSchema>["content"],
): Promise<{ id: string; rules: RuleInForce[] }> {
  const stored = ruleId ? await db().rule.findUnique({ where: { id: ruleId } }) : null;
  const id = ruleId ?? "tried";
  const position = stored?.position ?? Math.max(-1, ...inForce.map((rule) => rule.position)) + 1;
  const others = inForce.filter((rule) => rule.id !== id);
  return { id, rules: [...others, { ...content, id, version: 0, position, shadow: false }] };
}

function compare(
  run: DryRun,
  changes: Map<string, DryRunChange>,
  item: LoadedItem,
  past: Past,
  policies: PolicyInForce[],
  inForce: readonly RuleInForce[],
  tried: readonly RuleInForce[],
  triedId: string,
): void {
  // An item without any signals is one that scoring gave up on.
  const facts = past.signals.length > 0 ? item.facts : { ...item.facts, scoringError: "not scored" };
  const given = { itemId: item.id, item: facts, signals: past.signals, policies };
  const before = routeItem({ ...given, rules: inForce });
  const after = routeItem({ ...given, rules: tried });
  const [was, is, happened] = [wayOf(before), wayOf(after), wayThen(past)];
  run.before[was] = (run.before[was] ?? 0) + 1;
  run.after[is] = (run.after[is] ?? 0) + 1;
  if (after.hits.some(({ ruleId }) => ruleId === triedId)) run.hits += 1;
  if (was !== happened) run.unlikeThen += 1;
  if (was === is) {
    if (marksOf(before) !== marksOf(after)) run.remarked += 1;
    return;
  }
  const key = `${was} ${is}`;
  const change = changes.get(key) ?? { before: was, after: is, items: 0, examples: [] };
  change.items += 1;
  if (change.examples.length < EXAMPLES)
    change.examples.push({
      externalId: past.externalId,
      text: item.facts.text.slice(0, 400),
      language: item.facts.language,
      happened,
      decided: past.decided,
      caseNumber: past.caseNumber,
    });
  changes.set(key, change);
}

/** The way that routing sends an item. */
export function wayOf(routing: Routing): Way {
  if (routing.outcome === "allow") return "allow";
  return routing.outcome === "review" ? `review:${routing.queueSlug}` : `automatic:${routing.action}`;
}

function wayThen({ acted, queue }: Past): Way {
  if (acted !== null) return `automatic:${acted}`;
  return queue === null ? "allow" : `review:${queue}`;
}

function marksOf(routing: Routing): string {
  return `${"severity" in routing ? routing.severity : ""} ${routing.tags.join()}`;
}
