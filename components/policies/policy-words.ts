import type { PolicyDetail } from "#lib/policy/list-policies.ts";
import type { Locale } from "../../i18n/locales.ts";

export type PolicyVersion = PolicyDetail["versions"][number];

/** Title and text in the reader's language where they are translated, as written otherwise. */
export function wordsOf(version: PolicyVersion, locale: Locale): { title: string; text: string } {
  return version.translations[locale] ?? { title: version.title, text: version.text };
}

/** The version in force: the newest that is published. Versions come newest first. */
export function inForce(policy: PolicyDetail): PolicyVersion | undefined {
  return policy.versions.find((version) => version.publishedAt !== null);
}
