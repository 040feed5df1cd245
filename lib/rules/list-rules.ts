import { readTrail, type TrailEntry } from "#lib/audit/index.ts";
import { assertCan, type Viewer } from "#lib/auth/index.ts";
import { db } from "#lib/db/index.ts";
import { type RuleContent, ruleContentSchema } from "#lib/policy/index.ts";
import type { RuleNames } from "./check-rule.ts";
import { rateChange } from "./rate-change.ts";
import type { RateView, RuleState } from "./schema.ts";
import { countHits, loadRule, type RuleCounts, readNames } from "./store.ts";

export interface RuleRow {
  id: string;
  name: string;
  state: RuleState;
  liveVersion: number | null;
  shadowVersion: number | null;
  newestVersion: number;
  /** Of the live version; of the one in shadow where none is live. */
  content: RuleContent;
  hits: number;
  shadowHits: number | null;
  /** Null while no version is live. */
  rate: RateView | null;
}

/** Every rule in the order in which they are asked, with its hits of seven days. */
export async function listRules(viewer: Viewer, now = new Date()): Promise<RuleRow[]> {
  assertCan(viewer, "rules:read");
  const [rules, counts] = await Promise.all([
    db().rule.findMany({
      orderBy: [{ position: "asc" }, { id: "asc" }],
      include: { versions: { orderBy: { version: "desc" } } },
    }),
    countHits(db(), now),
  ]);
  const watched = counts.filter(({ shadow }) => !shadow).length;
  return rules.flatMap((rule): RuleRow[] => {
    const shown =
      rule.versions.find(({ version }) => version === (rule.liveVersion ?? rule.shadowVersion)) ??
      rule.versions[0];
    if (!shown) return [];
    const live = counts.find(({ ruleId, shadow }) => ruleId === rule.id && !shadow);
    const shadow = counts.find((one) => one.ruleId === rule.id && one.shadow);
    const { condition, actions, stop, name } = shown;
    return [
      {
        id: rule.id,
        name: rule.name,
        state: stateOf(rule),
        liveVersion: rule.liveVersion,
        shadowVersion: rule.shadowVersion,
        newestVersion: rule.versions[0]?.version ?? 1,
        content: ruleContentSchema.parse({ name, condition, actions, stop }),
        hits: live?.week ?? 0,
        shadowHits: shadow?.week ?? null,
        rate: live ? rateOf(live, watched) : null,
      },
    ];
  });
}

/** The last day against the week before. */
export function rateOf(counts: RuleCounts, watched: number): RateView {
  const recent = { hits: counts.recent, items: counts.recentItems };
  const before = { hits: counts.before, items: counts.beforeItems };
  return { recent, before, ...rateChange(recent, before, watched) };
}

function stateOf(rule: {
  liveVersion: number | null;
  shadowVersion: number | null;
  publishedAt: Date | null;
}): RuleState {
  if (rule.liveVersion !== null) return "live";
  if (rule.shadowVersion !== null) return "shadow";
  return rule.publishedAt ? "off" : "draft";
}

export interface RuleDetail {
  id: string;
  revision: number;
  state: RuleState;
  liveVersion: number | null;
  shadowVersion: number | null;
  /** Newest first. */
  versions: {
    version: number;
    content: RuleContent;
    note: string;
    author: string | null;
    createdAt: string;
  }[];
  trail: TrailEntry[];
}

const TRAIL = 100;

/** One rule with all its versions and who did what. @throws DomainError not_found */
export async function getRule(viewer: Viewer, id: string): Promise<RuleDetail> {
  assertCan(viewer, "rules:read");
  const rule = await loadRule(db(), id);
  return {
    id: rule.id,
    revision: rule.revision,
    state: stateOf(rule),
    liveVersion: rule.liveVersion,
    shadowVersion: rule.shadowVersion,
    versions: rule.versions.map(({ version, name, condition, actions, stop, note, author, createdAt }) => ({
      version,
      content: ruleContentSchema.parse({ name, condition, actions, stop }),
      note,
      author: author?.name ?? null,
      createdAt: createdAt.toISOString(),
    })),
    trail: await readTrail(db(), `rule:${id}`, TRAIL),
  };
}

/** What the editor offers and checks against. */
export function getRuleNames(viewer: Viewer): Promise<RuleNames> {
  assertCan(viewer, "rules:read");
  return readNames(db());
}
