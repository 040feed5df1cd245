import type { Prisma } from "#lib/db/index.ts";
import { type RuleContent, ruleContentSchema } from "./rule.ts";

/** A rule as a fresh installation gets it: its first version, live unless it is off. */
export type SeedRule = RuleContent & { enabled: boolean };

/** At this reach a wrong removal is itself an event: people decide. */
const HIGH_REACH_VIEWS_PER_HOUR = 50_000;
/** Lexicon value from which a threat or a dehumanising phrase is more than a figure of speech. */
const CLEAR_PHRASE = 0.6;
/** Below what the lexicon gives any self-harm phrase but a single vague one. */
const HELP_SEEKING_PHRASE = 0.3;
/** Throw-away accounts of scam campaigns rarely live longer. */
const NEW_ACCOUNT_DAYS = 7;

/** Farsi as platforms and detectors name it. */
const FARSI = ["fa", "fa-IR", "fa-AF", "prs"];

/** The rules of a fresh installation, checked when this module loads. */
export const SEED_RULES: readonly SeedRule[] = [
  {
    name: "Self-harm phrase from the word list",
    enabled: true,
    // C-1 hears the word list by itself only while no model gives self_harm; this stays true when one does.
    condition: { fact: "lexicon.self_harm", operator: "gte", value: HELP_SEEKING_PHRASE },
    actions: [{ kind: "review", queueSlug: "care", policyCode: "C-1" }, { kind: "hold-automatic" }],
  },
  {
    name: "Threat phrase from the word list",
    enabled: true,
    condition: { fact: "lexicon.violence", operator: "gte", value: CLEAR_PHRASE },
    actions: [{ kind: "review", queueSlug: "violence", policyCode: "V-1" }, { kind: "hold-automatic" }],
  },
  {
    name: "Dehumanising phrase from the word list",
    enabled: true,
    condition: { fact: "lexicon.hate", operator: "gte", value: CLEAR_PHRASE },
    actions: [{ kind: "review", queueSlug: "hate-harassment", policyCode: "H-2" }],
  },
  {
    name: "Farsi: harassment on the word list",
    enabled: true,
    // No labelled Farsi data with a usable licence is known: the model's values say nothing there, the list does.
    condition: {
      all: [
        { fact: "language", operator: "in", value: FARSI },
        { fact: "lexicon.harassment", operator: "gte", value: CLEAR_PHRASE },
      ],
    },
    actions: [{ kind: "review", queueSlug: "hate-harassment", policyCode: "B-1" }],
  },
  {
    name: "Farsi: coarse words on the word list",
    enabled: true,
    condition: {
      all: [
        { fact: "language", operator: "in", value: FARSI },
        { fact: "lexicon.profanity", operator: "gte", value: CLEAR_PHRASE },
      ],
    },
    actions: [{ kind: "review", queueSlug: "language", policyCode: "B-2" }],
  },
  {
    name: "Farsi: scam phrase on the word list",
    enabled: true,
    condition: {
      all: [
        { fact: "language", operator: "in", value: FARSI },
        { fact: "lexicon.spam", operator: "gte", value: CLEAR_PHRASE },
      ],
    },
    actions: [{ kind: "review", queueSlug: "spam-scams", policyCode: "S-1" }],
  },
  {
    name: "Scam phrase from a new account",
    enabled: true,
    condition: {
      all: [
        { fact: "text", operator: "matches-lexicon", value: "spam" },
        { fact: "account.ageDays", operator: "lt", value: NEW_ACCOUNT_DAYS },
      ],
    },
    actions: [{ kind: "review", queueSlug: "spam-scams", policyCode: "S-1" }],
  },
  {
    name: "Image or video that no model has looked at",
    enabled: true,
    condition: {
      all: [
        { fact: "kind", operator: "in", value: ["image", "video"] },
        { fact: "media.unscored", operator: "gte", value: 1 },
      ],
    },
    actions: [{ kind: "review", queueSlug: "images", severity: 3 }],
  },
  {
    name: "Any item with media that no model has looked at",
    // Off: on a platform full of pictures it would bury the team. Turn it on where pictures are rare.
    enabled: false,
    condition: { fact: "media.unscored", operator: "gte", value: 1 },
    actions: [{ kind: "review", queueSlug: "images", severity: 2 }],
  },
  {
    // A notice is owed a decision (Art. 16(6) DSA); how soon is a matter of priority, which knows the reporter.
    name: "Reported by a user",
    enabled: true,
    condition: { fact: "reports", operator: "gte", value: 1 },
    actions: [{ kind: "review", queueSlug: "reported" }],
  },
  {
    name: "High reach: a person decides",
    enabled: true,
    condition: { fact: "reach", operator: "gte", value: HIGH_REACH_VIEWS_PER_HOUR },
    actions: [{ kind: "hold-automatic" }],
  },
].map(({ enabled, ...content }) => ({ ...ruleContentSchema.parse({ ...content, stop: false }), enabled }));

/** The rows of these rules, in their order. */
export function seedRuleRows(now: Date): Prisma.RuleCreateInput[] {
  return SEED_RULES.map(({ enabled, condition, ...content }, position) => ({
    name: content.name,
    position,
    publishedAt: now,
    liveVersion: enabled ? 1 : null,
    liveSince: enabled ? now : null,
    versions: { create: { ...content, condition: condition as Prisma.InputJsonValue, version: 1 } },
  }));
}
