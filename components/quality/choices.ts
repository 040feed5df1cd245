import type { Action } from "#lib/policy/actions.ts";

/** What a lead may name on the pages about quality. */
export type QualityChoices = {
  queues: readonly { slug: string; name: string }[];
  policies: readonly { code: string; title: string; allowedActions: readonly Action[] }[];
};
