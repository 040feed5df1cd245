import { z } from "zod";
import { matchTexts } from "#lib/known-content/index.ts";
import { log } from "#lib/log.ts";
import { FAILED_PROVIDER, LEXICON_SOURCE, REVIEW_ONLY, type SignalSetValues } from "#lib/policy/index.ts";
import { LEXICON_VERSION, matchLexicon } from "#lib/scoring/index.ts";
import type { LoadedItem } from "./judge-store.ts";

export interface ScoredText {
  id: string;
  signals: Partial<Record<string, number>>;
  /** The same labels as single sources define them, such as hate/edos. */
  definitions?: Partial<Record<string, number>>;
  /** What it is about, from models that can tell. */
  embedding?: Float32Array;
  /** Why this text has no signals. */
  error?: string;
}

/** Scores texts with the model in force; its answer names the model (invariant 9). */
export type Scorer = (texts: { id: string; text: string; lang?: string }[]) => Promise<{
  model: { name: string; version: string };
  provider: string;
  /** Of the whole call, milliseconds. */
  latencyMs: number;
  results: ScoredText[];
}>;

/** A model that speaks beside the champion; named, so that its failure can be told. */
export interface SecondOpinion {
  model: { name: string; version: string };
  score: Scorer;
}

/** Longest message of a failure that is kept with an item. */
const REASON_LENGTH = 300;

/**
 * Adds what other models say. One that fails takes nothing away: the set of an item it failed on is empty, names the
 * provider {@link FAILED_PROVIDER} and the reason. What it says brings items to people and never acts alone.
 */
export async function addOpinions(
  items: LoadedItem[],
  found: Map<string, SignalSetValues[] | Error>,
  others: readonly SecondOpinion[],
): Promise<void> {
  for (const { model, score } of items.length > 0 ? others : []) {
    const texts = items.map(({ id, facts }) => ({ id, text: facts.text, lang: facts.language ?? undefined }));
    const answer = await score(texts).catch((error: unknown) => ({ error: String(error) }));
    const reasons: string[] = [];
    for (const item of items) {
      const signals = found.get(item.id);
      if (!signals || signals instanceof Error) continue;
      const set = opinionOf(answer, item.id, items.length);
      if ("error" in set) reasons.push(set.error);
      signals.push({
        source: model.name,
        version: model.version,
        ...("error" in set
          ? {
              provider: FAILED_PROVIDER,
              latencyMs: null,
              values: {},
              detail: { error: set.error.slice(0, REASON_LENGTH) },
            }
          : { ...set, detail: { [REVIEW_ONLY]: true } }),
      });
    }
    if (reasons.length > 0)
      log().warn({ model, failed: reasons.length, first: reasons[0] }, "a registered model did not score");
  }
}

function opinionOf(answer: Awaited<ReturnType<Scorer>> | { error: string }, id: string, count: number) {
  if ("error" in answer) return answer;
  const result = answer.results.find((one) => one.id === id);
  if (!result || result.error) return { error: result?.error ?? "It gave no answer." };
  const values = probabilitiesSchema.safeParse(result.signals);
  if (!values.success) return { error: "It gave a number that is no probability." };
  return { provider: answer.provider, latencyMs: answer.latencyMs / count, values: values.data };
}

const probabilitiesSchema = z.record(z.string(), z.number().min(0).max(1));

/**
 * All signals of each item: those of banks of known text, the text model's and the word lists'. If a whole batch
 * fails, each item is tried alone, so that one poisoned text cannot fail its neighbours.
 * @param wanted definitions that somebody listens to; of a model's many, only those are kept
 */
export async function collectSignals(
  items: LoadedItem[],
  scorer: Scorer,
  wanted: ReadonlySet<string>,
): Promise<Map<string, SignalSetValues[] | Error>> {
  try {
    return await scoreTogether(items, scorer, wanted);
  } catch (error) {
    if (items.length <= 1) return new Map(items.map((item) => [item.id, error as Error]));
    const alone = await Promise.all(items.map((item) => collectSignals([item], scorer, wanted)));
    return new Map(alone.flatMap((one) => [...one]));
  }
}

async function scoreTogether(
  items: LoadedItem[],
  scorer: Scorer,
  wanted: ReadonlySet<string>,
): Promise<Map<string, SignalSetValues[] | Error>> {
  const texts = items.map(({ id, facts }) => ({ id, text: facts.text, lang: facts.language ?? undefined }));
  // Known content first: it is sure, and needs no model.
  const known = await matchTexts(texts.map(({ text }) => text));
  const scored = texts.length > 0 ? await scorer(texts) : null;
  const byId = new Map(scored?.results.map((result) => [result.id, result]));
  return new Map(
    items.map((item, index): [string, SignalSetValues[] | Error] => {
      const result = byId.get(item.id);
      if (!scored || !result) return [item.id, new Error("The scorer gave no answer.")];
      if (result.error) return [item.id, new Error(result.error)];
      const { model, provider, latencyMs } = scored;
      const defined = Object.entries(result.definitions ?? {}).filter(([name]) => wanted.has(name));
      const values = z
        .record(z.string(), z.number())
        .parse({ ...result.signals, ...Object.fromEntries(defined) });
      const fromModel = {
        source: model.name,
        version: model.version,
        provider,
        latencyMs: latencyMs / items.length,
        values,
        detail: {},
      };
      return [item.id, [...(known[index]?.signals ?? []), fromModel, ...lexiconSignals(item)]];
    }),
  );
}

function lexiconSignals(item: LoadedItem): SignalSetValues[] {
  const matches = Object.entries(matchLexicon(item.facts.text, item.facts.language ?? undefined));
  if (matches.length === 0) return [];
  return [
    {
      source: LEXICON_SOURCE,
      version: LEXICON_VERSION,
      provider: null,
      latencyMs: null,
      values: Object.fromEntries(matches.map(([label, match]) => [label, match.value])),
      detail: Object.fromEntries(matches.map(([label, match]) => [label, match.terms])),
    },
  ];
}
