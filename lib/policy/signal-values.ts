import { z } from "zod";
import { InvalidSignalError } from "./errors.ts";
import type { SignalSetValues } from "./schema.ts";
import { REPLACES, REVIEW_ONLY } from "./signal-marks.ts";

/** The source name of word-list matches; every other source counts as a model. */
export const LEXICON_SOURCE = "lexicon";

/** A value with the set it came from. */
type SourcedValue = { value: number; source: string; version: string };
/** A word-list value with the terms as they stood in the text. */
type LexiconValue = { value: number; terms: string[] };

/** All signals of one item, sorted into what models and what the word lists say. */
export type SignalValues = {
  models: Map<string, SourcedValue>;
  /** The same without the sets that are for review only: what a policy may act on. */
  acting: Map<string, SourcedValue>;
  /** `<source>.<name>` → value, for conditions on one model or one bank of known content. */
  sources: Map<string, number>;
  lexicon: Map<string, LexiconValue>;
};

/** The detail of a lexicon set: label → the matches in the text. */
const lexiconDetailSchema = z.record(z.string(), z.array(z.object({ term: z.string() })));

/**
 * Reads all sets of one item.
 * @throws InvalidSignalError if any value is no number in [0, 1].
 */
export function readSignals(signals: readonly SignalSetValues[]): SignalValues {
  const voices = voicesOf(signals);
  return {
    models: modelValues(voices),
    acting: modelValues(voices.map(actingPart)),
    sources: sourceValues(signals),
    lexicon: lexiconValues(signals),
  };
}

/** What a policy may act on of a set: nothing where all of it is for review only, else all but the labels that are. */
function actingPart(set: SignalSetValues): SignalSetValues {
  const only = set.detail[REVIEW_ONLY];
  if (only === true) return { ...set, values: {} };
  if (!Array.isArray(only)) return set;
  return {
    ...set,
    values: Object.fromEntries(Object.entries(set.values).filter(([name]) => !only.includes(name))),
  };
}

/**
 * The sets as policies hear them: where a set stands for others, a label that it has a value for is its own, and
 * theirs is left out. They stay signals of the item, so that a reviewer sees which modality spoke.
 */
export function voicesOf<Set extends Pick<SignalSetValues, "source" | "values" | "detail">>(
  signals: readonly Set[],
): Set[] {
  const taken = signals.flatMap(({ values, detail }) => {
    const sources = detail[REPLACES];
    return Array.isArray(sources) ? [{ sources, names: new Set(Object.keys(values)) }] : [];
  });
  if (taken.length === 0) return [...signals];
  return signals.map((set) => {
    const by = taken.filter(({ sources }) => sources.includes(set.source));
    if (by.length === 0) return set;
    const left = Object.entries(set.values).filter(([name]) => !by.some(({ names }) => names.has(name)));
    return { ...set, values: Object.fromEntries(left) };
  });
}

function sourceValues(signals: readonly SignalSetValues[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const { source, values } of signals) {
    if (source === LEXICON_SOURCE) continue;
    for (const [name, value] of Object.entries(values)) {
      const key = `${source}.${name}`;
      found.set(key, Math.max(value, found.get(key) ?? 0));
    }
  }
  return found;
}

/**
 * The highest value per signal name over all model sets: late fusion, where no fused set stands for them. The
 * highest, because one modality that speaks is enough; sets of models in shadow must not be handed in.
 */
function modelValues(signals: readonly SignalSetValues[]): Map<string, SourcedValue> {
  const best = new Map<string, SourcedValue>();
  for (const set of signals) {
    if (set.source === LEXICON_SOURCE) continue;
    for (const [name, value] of checkedValues(set)) {
      const known = best.get(name);
      if (!known || value > known.value) best.set(name, { value, source: set.source, version: set.version });
    }
  }
  return best;
}

/** Lexicon label → value and matched terms; labels at 0 are left out. */
function lexiconValues(signals: readonly SignalSetValues[]): Map<string, LexiconValue> {
  const found = new Map<string, LexiconValue>();
  for (const set of signals) {
    if (set.source !== LEXICON_SOURCE) continue;
    const detail = lexiconDetailSchema.safeParse(set.detail);
    const terms = new Map(detail.success ? Object.entries(detail.data) : []);
    for (const [label, value] of checkedValues(set)) {
      if (value === 0 || value <= (found.get(label)?.value ?? 0)) continue;
      found.set(label, { value, terms: [...new Set((terms.get(label) ?? []).map((match) => match.term))] });
    }
  }
  return found;
}

function checkedValues(set: SignalSetValues): [string, number][] {
  const entries = Object.entries(set.values);
  for (const [name, value] of entries) {
    if (typeof value !== "number" || !(value >= 0 && value <= 1)) {
      throw new InvalidSignalError(set.source, name, value);
    }
  }
  return entries;
}
