import { appendAudit } from "#lib/audit/index.ts";
import { db, inTransaction, type Tx } from "#lib/db/index.ts";
import { pendingSamples } from "#lib/insights/index.ts";
import { storePrints } from "#lib/known-content/index.ts";
import {
  policiesInForce,
  type Routing,
  recordHits,
  routeItem,
  rulesInForce,
  type SignalSetValues,
  tagItems,
} from "#lib/policy/index.ts";
import { type NewDecision, openBlindCases, openCases, recordDecisions } from "#lib/review/index.ts";
import { behaviourFacts, type Embedded } from "#lib/scoring/index.ts";
import { storeSignatures } from "#lib/search/index.ts";
import { addOpinions, collectSignals, type Scorer, type SecondOpinion } from "./collect-signals.ts";
import { type FusedModels, fuseItems, storeShadows } from "./fuse-items.ts";
import { type LoadedItem, loadItems, settleItems, storeSignals } from "./judge-store.ts";

interface Judged {
  item: LoadedItem;
  signals: SignalSetValues[];
  /** What models in shadow say: kept, and heard by nobody. */
  shadows?: SignalSetValues[];
  routing: Routing;
}

/** How judging ended for each item that was asked for. */
export interface JudgeReport {
  /** Done now or earlier: nothing more to do. */
  settled: string[];
  /** Could not be judged; the caller tries again. */
  failed: Map<string, unknown>;
}

/**
 * Scores and routes items that are pending, and writes all that follows (signals, state, case or
 * decision, outbox, audit) in one transaction. Items that are not pending any more are left alone, so
 * a job that runs twice acts once (invariant 8). One bad item fails alone.
 * @param others models that speak beside the scorer's; their failures fail no item
 * @param fused the fused model in force, if any, and those in shadow; where one fails late fusion stands
 */
export async function judgeItems(
  itemIds: string[],
  scorer: Scorer,
  now: Date,
  others: readonly SecondOpinion[] = [],
  fused: FusedModels = [],
): Promise<JudgeReport> {
  const items = await loadItems(db(), itemIds, ["pending"]);
  const [policies, rules] = await Promise.all([policiesInForce(db()), rulesInForce(db())]);
  const { heard, embedded } = overhear(scorer);
  const signals = await collectSignals(items, heard, new Set(policies.map(({ signal }) => signal)));
  await addOpinions(items, signals, others);
  const spoken = await fuseItems(db(), items, fused, embedded);

  const failed = new Map<string, unknown>();
  const judged: Judged[] = [];
  for (const item of items) {
    const scored = signals.get(item.id);
    try {
      if (!scored || scored instanceof Error) throw scored ?? new Error("The scorer gave no answer.");
      const { inForce = [], shadows = [] } = spoken.get(item.id) ?? {};
      const heard = [...scored, ...inForce];
      judged.push({
        item,
        signals: heard,
        shadows,
        routing: routeItem({ itemId: item.id, item: item.facts, signals: heard, policies, rules }),
      });
    } catch (error) {
      failed.set(item.id, error);
    }
  }
  if (judged.length > 0)
    await inTransaction(async (tx) => {
      const mine = await writeJudged(tx, judged, now);
      await storeSignatures(
        tx,
        mine.flatMap(({ item }) => {
          const said = embedded.get(item.id);
          return said ? [{ itemId: item.id, text: item.facts.text, ...said }] : [];
        }),
      );
    });
  return { settled: itemIds.filter((id) => !failed.has(id)), failed };
}

/** The same scorer, and the embeddings that it gives by the way. */
function overhear(scorer: Scorer) {
  const embedded = new Map<string, Embedded>();
  const heard: Scorer = async (texts) => {
    const answer = await scorer(texts);
    const model = `${answer.model.name}/${answer.model.version}`;
    for (const { id, embedding } of answer.results) if (embedding) embedded.set(id, { model, embedding });
    return answer;
  };
  return { heard, embedded };
}

/** An item that scoring gave up on goes to a person, who reads it unscored. */
export async function giveUpOnItems(itemIds: string[], reason: string, now: Date): Promise<void> {
  const items = await loadItems(db(), itemIds, ["pending"]);
  const [policies, rules] = await Promise.all([policiesInForce(db()), rulesInForce(db())]);
  const judged = items.map((item): Judged => {
    const facts = { ...item.facts, scoringError: reason };
    const routing = routeItem({ itemId: item.id, item: facts, signals: [], policies, rules });
    return { item, signals: [], routing };
  });
  if (judged.length > 0)
    await inTransaction(async (tx) => {
      await writeJudged(tx, judged, now);
    });
}

/** @returns those that this transaction settled */
async function writeJudged(tx: Tx, judged: Judged[], now: Date): Promise<Judged[]> {
  const won = await settleItems(
    tx,
    judged.map(({ item, routing }) => ({
      id: item.id,
      state: STATE_AFTER[routing.outcome],
      behaviour: behaviourFacts(item.facts),
    })),
    now,
  );
  const mine = judged.filter(({ item }) => won.has(item.id));
  await storeSignals(tx, mine);
  await storeShadows(tx, mine);
  await storePrints(
    tx,
    mine.map(({ item }) => ({ id: item.id, text: item.facts.text })),
  );
  const marked = mine.map(({ item, routing }) => ({ itemId: item.id, ...routing }));
  await recordHits(tx, marked, now);
  await tagItems(tx, marked);
  await openCases(
    tx,
    mine.flatMap(({ item, routing }) => (routing.outcome === "review" ? [toCase(item, routing)] : [])),
    now,
  );
  const sampled = await pendingSamples(
    tx,
    mine.map(({ item }) => item.id),
  );
  await openBlindCases(tx, sampled, now);
  const automatic = mine.flatMap((one) =>
    one.routing.outcome === "automatic" ? [toDecision(one, one.routing, now)] : [],
  );
  const ids = await recordDecisions(tx, automatic, now);
  await appendAudit(
    tx,
    automatic.map((decision, index) => ({
      actor: "automation",
      action: "decision.made",
      subject: `item:${decision.item.id}`,
      data: {
        decisionId: ids[index],
        action: decision.action,
        policy: decision.policy?.code,
        policyVersion: decision.policy?.version,
      },
    })),
  );
  return mine;
}

const STATE_AFTER = { allow: "allowed", automatic: "actioned", review: "in_review" } as const;

/** The case that a review routing asks for. */
export function toCase(item: LoadedItem, routing: Extract<Routing, { outcome: "review" }>) {
  return {
    itemId: item.id,
    queueSlug: routing.queueSlug,
    severity: routing.severity,
    policyCode: routing.policy?.code ?? null,
    reasons: routing.reasons,
    confidence: routing.confidence,
    reach: item.facts.reach,
    reporterWeights: item.reporterWeights,
  };
}

function toDecision(
  { item, signals }: Judged,
  routing: Extract<Routing, { outcome: "automatic" }>,
  now: Date,
): NewDecision {
  return {
    item,
    caseId: null,
    policy: routing.policy,
    action: routing.action,
    source: "automation",
    actorId: null,
    rationale: "",
    inForce: {
      thresholds: routing.policy.thresholds,
      models: signals.map((set) => `${set.source}/${set.version}`),
      rules: routing.reasons.flatMap((reason) =>
        reason.kind === "rule" && reason.ruleId ? [`${reason.ruleId}/${reason.version}`] : [],
      ),
    },
    reversesId: null,
    handleSeconds: null,
    notBefore: now,
    tellPlatform: true,
    itemState: "actioned",
  };
}
