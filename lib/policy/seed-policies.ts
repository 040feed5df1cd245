import type { DsaCategory, DsaLegalGround } from "./dsa.ts";
import type { Action, PolicyInForce, Thresholds } from "./schema.ts";
import { SEED_POLICY_TEXTS } from "./seed-policy-texts.ts";
import { suggestedThresholds, type ThresholdCard } from "./suggested-thresholds.ts";

export type { ThresholdCard } from "./suggested-thresholds.ts";

/** A policy as a fresh installation gets it: the first version, published. */
export type SeedPolicy = Omit<PolicyInForce, "policyVersionId" | "version"> & {
  position: number;
  legalGround: DsaLegalGround;
  dsaCategory: DsaCategory;
};

/**
 * Thresholds until a model card says better. Nobody has measured an unknown model, so by default only the two
 * mildest actions with the clearest signals are automatic, at near certainty.
 */
const DEFAULT_REVIEW = 0.6;
/**
 * What a card's suggestion is raised to. It was chosen on data that is far fuller of harm than a platform is, so
 * its precision does not carry over: below one in six a reviewer's time is spent on nothing, and below nine in ten
 * automation would act on too many who did nothing.
 */
const LEAST_REVIEW = 1 / 6;
const LEAST_AUTOMATIC = 0.9;
const DEFAULT_AUTOMATIC = 0.98;

type PolicySettings = {
  code: keyof typeof SEED_POLICY_TEXTS;
  severity: number;
  signal: string;
  queueSlug: string;
  allowedActions: Action[];
  /** null: never automatic, whatever a card suggests. */
  automaticAction: Action | null;
  thresholds: Thresholds;
  dsaCategory: DsaCategory;
};

const SETTINGS: readonly PolicySettings[] = [
  {
    code: "H-1",
    severity: 4,
    // No model gives "slur": the word list does, so every match is a person's to judge (reclaimed use, quotation).
    signal: "slur",
    queueSlug: "hate-harassment",
    allowedActions: ["allow", "remove", "limit_reach", "warn", "suspend_account"],
    automaticAction: null,
    thresholds: { automatic: null, review: 0.5 },
    dsaCategory: "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH",
  },
  {
    code: "H-2",
    severity: 4,
    signal: "hate",
    queueSlug: "hate-harassment",
    allowedActions: ["allow", "remove", "limit_reach", "warn", "suspend_account"],
    automaticAction: "remove",
    thresholds: { automatic: null, review: DEFAULT_REVIEW },
    dsaCategory: "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH",
  },
  {
    code: "B-1",
    severity: 3,
    signal: "harassment",
    queueSlug: "hate-harassment",
    // Whether friends tease or strangers hound is in the thread, not in the sentence: never automatic.
    allowedActions: ["allow", "remove", "limit_reach", "warn", "suspend_account"],
    automaticAction: null,
    thresholds: { automatic: null, review: DEFAULT_REVIEW },
    dsaCategory: "STATEMENT_CATEGORY_CYBER_VIOLENCE",
  },
  {
    code: "B-2",
    severity: 2,
    signal: "toxic",
    queueSlug: "language",
    allowedActions: ["allow", "remove", "limit_reach", "warn"],
    automaticAction: "limit_reach",
    thresholds: { automatic: null, review: DEFAULT_REVIEW },
    dsaCategory: "STATEMENT_CATEGORY_OTHER_VIOLATION_TC",
  },
  {
    code: "X-1",
    severity: 3,
    signal: "sexual",
    queueSlug: "sexual",
    allowedActions: ["allow", "remove", "limit_reach", "warn", "suspend_account"],
    automaticAction: "limit_reach",
    thresholds: { automatic: null, review: DEFAULT_REVIEW },
    dsaCategory: "STATEMENT_CATEGORY_OTHER_VIOLATION_TC",
  },
  {
    code: "V-1",
    severity: 4,
    signal: "violence",
    queueSlug: "violence",
    // A threat may have to go to the authorities (Art. 18 DSA): a person sees it first.
    allowedActions: ["allow", "remove", "limit_reach", "warn", "suspend_account"],
    automaticAction: null,
    thresholds: { automatic: null, review: 0.5 },
    dsaCategory: "STATEMENT_CATEGORY_VIOLENCE",
  },
  {
    code: "C-1",
    severity: 5,
    signal: "self_harm",
    queueSlug: "care",
    // Someone in need is not punished: no warning and no suspension exist here.
    allowedActions: ["allow", "remove", "limit_reach"],
    automaticAction: null,
    // Below what any clear phrase is worth, help-seeking included (0.4); only a single vague one (0.2) passes.
    thresholds: { automatic: null, review: 0.3 },
    dsaCategory: "STATEMENT_CATEGORY_SELF_HARM",
  },
  {
    code: "S-1",
    severity: 2,
    signal: "spam",
    queueSlug: "spam-scams",
    allowedActions: ["allow", "remove", "limit_reach", "suspend_account"],
    automaticAction: "remove",
    thresholds: { automatic: DEFAULT_AUTOMATIC, review: DEFAULT_REVIEW },
    dsaCategory: "STATEMENT_CATEGORY_SCAMS_AND_FRAUD",
  },
  {
    code: "P-1",
    severity: 1,
    signal: "profanity",
    queueSlug: "language",
    allowedActions: ["allow", "limit_reach", "warn"],
    automaticAction: "warn",
    thresholds: { automatic: DEFAULT_AUTOMATIC, review: 0.8 },
    dsaCategory: "STATEMENT_CATEGORY_OTHER_VIOLATION_TC",
  },
];

/**
 * The thresholds of every seeded policy by code: the card's suggestion for its signal where there is one, else the
 * defaults. A policy that never acts by itself keeps `automatic: null` whatever the card says; C-1 also keeps its
 * own low review threshold, because the word list must always reach a person.
 * @throws ZodError if the card holds no thresholds, or such as are none.
 */
export function seedThresholds(card: ThresholdCard | null): Record<string, Thresholds> {
  const suggested = card ? suggestedThresholds(card) : new Map<string, Thresholds>();
  return Object.fromEntries(
    SETTINGS.map(({ code, signal, automaticAction, thresholds }) => {
      const { automatic, review, automaticLanguages } = suggested.get(signal) ?? thresholds;
      return [
        code,
        {
          automatic:
            automaticAction === null || automatic === null ? null : Math.max(automatic, LEAST_AUTOMATIC),
          review: code === "C-1" ? Math.min(review, thresholds.review) : Math.max(review, LEAST_REVIEW),
          ...(automaticAction !== null && automatic !== null && automaticLanguages && { automaticLanguages }),
        },
      ];
    }),
  );
}

/**
 * The policies of a fresh installation, first version. Each of the eight model labels has exactly one; H-1 listens
 * to the word list's slurs. All stand on the platform's terms: whether content is illegal depends on national law,
 * and a statement that says so must name that law (Art. 17(3)(d) DSA), which no default can.
 */
export function seedPolicies(card: ThresholdCard | null = null): SeedPolicy[] {
  const thresholds = seedThresholds(card);
  return SETTINGS.map((settings, position) => ({
    ...settings,
    ...SEED_POLICY_TEXTS[settings.code],
    thresholds: thresholds[settings.code] ?? settings.thresholds,
    legalGround: "DECISION_GROUND_INCOMPATIBLE_CONTENT",
    position,
  }));
}
