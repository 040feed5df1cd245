import { getLocale } from "next-intl/server";
import type { Viewer } from "#lib/auth/index.ts";
import { currentPolicies } from "#lib/policy/index.ts";
import { paintQueues } from "#lib/review/index.ts";
import { LABELS } from "#lib/scoring/index.ts";
import { definitionsInForce } from "#lib/scoring/model-in-force.ts";

/** What an editor of policies and rules may choose from: queues for posts, and the signals that are known. */
export async function editorChoices(viewer: Viewer) {
  const [{ queues }, policies, definitions, locale] = await Promise.all([
    paintQueues(viewer),
    currentPolicies(),
    definitionsInForce(),
    getLocale(),
  ]);
  return {
    queues: queues
      .filter(({ purpose }) => purpose === "triage" || purpose === "quality")
      .map(({ slug, name }) => ({ slug, name: name[locale] })),
    signals: [...new Set([...LABELS, ...definitions, ...policies.map(({ signal }) => signal)])],
  };
}
