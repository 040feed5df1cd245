import { getLocale } from "next-intl/server";
import type { Viewer } from "#lib/auth/index.ts";
import { currentPolicies } from "#lib/policy/index.ts";
import { paintQueues } from "#lib/review/index.ts";
import { getRuleNames } from "#lib/rules/index.ts";

/** What a rule may name, in the reader's language. */
export async function ruleChoices(viewer: Viewer) {
  const [names, { queues }, policies, locale] = await Promise.all([
    getRuleNames(viewer),
    paintQueues(viewer),
    currentPolicies(),
    getLocale(),
  ]);
  return {
    facts: names.facts,
    queues: queues
      .filter(({ slug }) => names.queues.includes(slug))
      .map(({ slug, name }) => ({ slug, name: name[locale] })),
    policies: policies.map(({ code, title, translations, allowedActions }) => ({
      code,
      title: translations[locale]?.title ?? title,
      allowedActions,
    })),
  };
}
