"use client";

import { useTranslations } from "next-intl";
import type { RuleAction } from "#lib/policy/rule.ts";
import type { Action } from "#lib/policy/schema.ts";
import type { Way } from "#lib/rules/dry-run.ts";

export type Choices = {
  queues: readonly { slug: string; name: string }[];
  policies: readonly { code: string; title: string; allowedActions: readonly Action[] }[];
  facts: readonly string[];
};

/** Rules in words: what one does, and where an item goes. */
export function useRuleWords({ queues }: Pick<Choices, "queues">) {
  const t = useTranslations("rules");
  const ta = useTranslations("action");
  const queue = (slug: string) => queues.find((one) => one.slug === slug)?.name ?? slug;
  return {
    action: (action: RuleAction): string => {
      switch (action.kind) {
        case "review":
          return t("does.review", { queue: queue(action.queueSlug) });
        case "sample":
          return t("does.sample", { queue: queue(action.queueSlug), rate: action.rate });
        case "tag":
          return t("does.tag", { tag: action.tag });
        case "priority":
          return t("does.priority", { severity: action.severity });
        case "act":
          return t("does.act", { action: ta(action.action), policy: action.policyCode });
        case "second-look":
          return t("does.secondLook", { rate: action.rate });
        case "hold-automatic":
          return t("does.hold");
      }
    },
    way: (way: Way): string => {
      if (way === "allow") return t("way.allow");
      const [outcome, name = ""] = way.split(":");
      return outcome === "review"
        ? t("way.review", { queue: queue(name) })
        : t("way.automatic", { action: ta(name as Action) });
    },
  };
}
