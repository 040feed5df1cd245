import type { SignalValues } from "./signal-values.ts";

export type FactValue = string | number | boolean;
/** Fact name → value; a fact that is not known is not in the map. */
export type Facts = ReadonlyMap<string, FactValue>;

/** What routing knows of an item besides its signals. */
export type ItemFacts = {
  /** post, comment, image, video or profile. */
  kind: string;
  /** BCP 47, as the platform or the detector said; null when unknown. */
  language: string | null;
  surface: string | null;
  text: string;
  /** Views per hour, 0 when the platform does not say. */
  reach: number;
  /** Different people who reported it. */
  reportCount: number;
  /** Mean reliability of those people in [0, 1], see review/priority.ts; 0 without reports. */
  reportReliability: number;
  /** Days since the account was made on the platform; null when unknown. */
  accountAgeDays: number | null;
  mediaCount: number;
  /** Media that no model has looked at: still pending, refused, or of a kind without a model. */
  unscoredMediaCount: number;
  /** Behaviour facts of the account as the platform sent them. */
  accountFacts: Readonly<Record<string, unknown>>;
  /** Facts of the item as the platform sent them. */
  itemFacts: Readonly<Record<string, unknown>>;
  /** Why a model could not score it; null when all did. */
  scoringError: string | null;
};

/** What the names of all other facts begin with. */
export const FACT_PREFIXES = ["account.", "item.", "signal.", "lexicon."] as const;

/** The facts every installation has, for the rule editor; the rest is open (FACT_PREFIXES). */
export const FACT_TYPES = {
  kind: "string",
  language: "string",
  surface: "string",
  text: "string",
  reach: "number",
  reports: "number",
  "reports.reliability": "number",
  "account.ageDays": "number",
  "media.count": "number",
  "media.unscored": "number",
} as const satisfies Record<string, "string" | "number">;

/** The type a fact is compared as; null for what the platform sends along, whose type only the value tells. */
export function factType(name: string): "string" | "number" | null {
  if (name.startsWith("signal.") || name.startsWith("lexicon.")) return "number";
  return Object.hasOwn(FACT_TYPES, name) ? FACT_TYPES[name as keyof typeof FACT_TYPES] : null;
}

/**
 * All facts of one item under the names that conditions use.
 * `signal.<name>` is the highest value of any model set, `signal.<source>.<name>` that of one, e.g.
 * `signal.bank:known-scams.match`; `lexicon.<label>` the word list's; a label without a
 * match is missing, not 0. Platform facts come as `account.<name>` and `item.<name>`; they cannot shadow ours.
 */
export function collectFacts(item: ItemFacts, signals: SignalValues): Facts {
  const facts = new Map<string, FactValue>();
  addPrefixed(facts, "account.", item.accountFacts);
  addPrefixed(facts, "item.", item.itemFacts);
  for (const [name, value] of signals.sources) facts.set(`signal.${name}`, value);
  for (const [name, { value }] of signals.models) facts.set(`signal.${name}`, value);
  for (const [label, { value }] of signals.lexicon) facts.set(`lexicon.${label}`, value);
  const ours: [keyof typeof FACT_TYPES, FactValue | null][] = [
    ["kind", item.kind],
    ["language", item.language],
    ["surface", item.surface],
    ["text", item.text],
    ["reach", item.reach],
    ["reports", item.reportCount],
    ["reports.reliability", item.reportReliability],
    ["account.ageDays", item.accountAgeDays],
    ["media.count", item.mediaCount],
    ["media.unscored", item.unscoredMediaCount],
  ];
  for (const [name, value] of ours) {
    if (value === null) facts.delete(name);
    else facts.set(name, value);
  }
  return facts;
}

function addPrefixed(
  facts: Map<string, FactValue>,
  prefix: string,
  given: Readonly<Record<string, unknown>>,
): void {
  for (const [name, value] of Object.entries(given)) {
    if (typeof value === "string" || typeof value === "boolean" || isFiniteNumber(value)) {
      facts.set(prefix + name, value);
    }
  }
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
