import { z } from "zod";
import { matchTexts } from "#lib/known-content/index.ts";
import { LEXICON_SOURCE, type SignalSetValues } from "#lib/policy/index.ts";
import { LEXICON_VERSION, matchLexicon } from "#lib/scoring/index.ts";
import type { LoadedItem } from "./judge-store.ts";

export interface ScoredText {
  id: string;
  signals: Partial<Record<string, number>>;
  /** The same labels as single sources define them, such as hate/edos. */
  definitions?: Partial<Record<string, number>>;
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
