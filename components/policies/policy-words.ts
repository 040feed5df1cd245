import type { PolicyDetail, PolicyVersionView } from "#lib/policy/list-policies.ts";
import type { PolicyContent } from "#lib/policy/policy-content.ts";
import type { Locale } from "../../i18n/locales.ts";

export type PolicyVersion = PolicyVersionView;

/** Title and text in the reader's language where they are translated, as written otherwise. */
export function wordsOf(version: PolicyVersion, locale: Locale): { title: string; text: string } {
  return version.translations[locale] ?? { title: version.title, text: version.text };
}

/** The version in force: the newest that is published. Versions come newest first. */
export function inForce(policy: PolicyDetail): PolicyVersion | undefined {
  return policy.versions.find((version) => version.state === "published");
}

/** The version that is a draft or in review, if there is one. */
export function openVersion(policy: PolicyDetail): PolicyVersion | undefined {
  return policy.versions.find(({ state }) => state === "draft" || state === "in_review");
}

/** What a version says, without what is known about it. */
export function contentOf(version: PolicyVersion): PolicyContent {
  const {
    title,
    text,
    severity,
    signal,
    queueSlug,
    thresholds,
    allowedActions,
    oneByOne,
    examples,
    translations,
  } = version;
  return {
    title,
    text,
    severity,
    signal,
    queueSlug,
    thresholds,
    automaticAction: version.automaticAction === "allow" ? null : version.automaticAction,
    allowedActions,
    oneByOne,
    examples,
    legalGround: version.legalGround as PolicyContent["legalGround"],
    dsaCategory: version.dsaCategory as PolicyContent["dsaCategory"],
    translations,
  };
}

/** A policy that says nothing yet. */
export const EMPTY_CONTENT: PolicyContent = {
  title: "",
  text: "",
  severity: 3,
  signal: "toxic",
  queueSlug: "",
  thresholds: { automatic: null, review: 0.6 },
  automaticAction: null,
  allowedActions: ["allow", "remove"],
  oneByOne: null,
  examples: { allowed: [], notAllowed: [] },
  legalGround: "DECISION_GROUND_INCOMPATIBLE_CONTENT",
  dsaCategory: "STATEMENT_CATEGORY_OTHER_VIOLATION_TC",
  translations: {},
};

/** What a policy says of deciding many at once, as a word of the catalogue. */
export function togetherWord(oneByOne: boolean | null): "bySeverity" | "oneByOne" | "together" {
  if (oneByOne === null) return "bySeverity";
  return oneByOne ? "oneByOne" : "together";
}

/** The transparency database's constants, readable: STATEMENT_CATEGORY_X_Y → x y. */
export function readable(constant: string): string {
  return constant
    .replace(/^(STATEMENT_CATEGORY|DECISION_GROUND)_/, "")
    .replaceAll("_", " ")
    .toLowerCase();
}
