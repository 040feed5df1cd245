"use client";

import { useTranslations } from "next-intl";
import { ProblemError } from "#components/api/problem.ts";
import type { RuleContent } from "#lib/policy/rule.ts";
import { checkRule, type RuleIssue } from "#lib/rules/check-rule.ts";
import type { Choices } from "./rule-words.ts";

export type Shown = { text: string; level: RuleIssue["level"] };
export type Issues = { at: (path: string) => Shown | undefined; errors: number };

/** What is wrong with the rule on the screen, by field, in the reader's language. */
export function useIssues(content: RuleContent, choices: Choices, saved: unknown): Issues {
  const t = useTranslations("rules.issue");
  const found = checkRule(content, {
    facts: choices.facts,
    queues: choices.queues.map(({ slug }) => slug),
    policies: choices.policies,
  });
  const taken =
    saved instanceof ProblemError && saved.problem.errors?.some(({ field }) => field === "content.name");
  return {
    at: (path) => {
      if (taken && path === "name") return { text: t("taken"), level: "error" };
      const issue =
        found.find((one) => one.path === path && one.level === "error") ??
        found.find((one) => one.path === path);
      return issue && { text: t(issue.code), level: issue.level };
    },
    errors: found.filter(({ level }) => level === "error").length,
  };
}
