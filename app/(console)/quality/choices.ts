import { getLocale } from "next-intl/server";
import type { Viewer } from "#lib/auth/index.ts";
import { currentPolicies } from "#lib/policy/index.ts";
import { paintQueues } from "#lib/review/index.ts";

/** Queues that cases are drawn from, and policies, in the reader's language. */
export async function qualityChoices(viewer: Viewer) {
  const [{ queues }, policies, locale] = await Promise.all([
    paintQueues(viewer),
    currentPolicies(),
    getLocale(),
  ]);
  return {
    queues: queues
      .filter(({ purpose }) => purpose === "triage" || purpose === "escalation")
      .map(({ slug, name }) => ({ slug, name: name[locale] })),
    policies: policies.map(({ code, title, translations, allowedActions }) => ({
      code,
      title: translations[locale]?.title ?? title,
      allowedActions,
    })),
  };
}
