import { z } from "zod";
import { languageTagSchema } from "#lib/policy/schema.ts";

/** What a person can judge; an empty list means all of them, and no severity means any. */
export const skillsSchema = z.object({
  /** Languages without region, lower case. */
  languages: z.array(languageTagSchema.transform((tag) => tag.toLowerCase().split("-")[0] ?? tag)).max(100),
  policyCodes: z.array(z.string().min(1).max(100)).max(200),
  maxSeverity: z.number().int().min(1).max(5).nullable(),
});
export type Skills = z.infer<typeof skillsSchema>;

/** A person who can be given cases. */
export type ReviewerView = { id: string; name: string; roles: { en: string; fa: string }[]; skills: Skills };

export const EVERYTHING: Skills = { languages: [], policyCodes: [], maxSeverity: null };

/** The sides of a case that skills speak about. */
export type Demand = { language: string | null; policyCode: string | null; severity: number };

const reads = (skills: Skills, language: string | null) =>
  language === null || skills.languages.length === 0 || skills.languages.includes(language);
const knows = (skills: Skills, policyCode: string | null) =>
  policyCode === null || skills.policyCodes.length === 0 || skills.policyCodes.includes(policyCode);
const bears = (skills: Skills, severity: number) =>
  skills.maxSeverity === null || severity <= skills.maxSeverity;

/** Somebody at work: what they can judge, and where they may; null is everywhere. */
export interface AtWork {
  skills: Skills;
  grants: { queues: string[] | null; policies: string[] | null }[];
}

/** Whether no case is kept from a person. */
export function takesEverything({ skills, grants }: AtWork): boolean {
  return (
    skills.languages.length === 0 &&
    skills.policyCodes.length === 0 &&
    skills.maxSeverity === null &&
    grants.some(({ queues, policies }) => queues === null && policies === null)
  );
}

/** Whether a person may decide such a case in this queue at all. */
const may = ({ grants }: AtWork, queue: string, { policyCode }: Demand) =>
  grants.some(
    ({ queues, policies }) =>
      (queues === null || queues.includes(queue)) &&
      (policies === null || (policyCode !== null && policies.includes(policyCode))),
  );

/** Whether a person with these skills is given such a case. A case without language or policy is anybody's. */
export function covers(skills: Skills, demand: Demand): boolean {
  return reads(skills, demand.language) && knows(skills, demand.policyCode) && bears(skills, demand.severity);
}

export const gapSchema = z.object({
  /** What nobody has: the right to decide here, a language, a policy, a severity, or all of it in one person. */
  kind: z.enum(["right", "language", "policy", "severity", "combination"]),
  value: z.string(),
  count: z.number().int(),
});
export type Gap = z.infer<typeof gapSchema>;

/**
 * The cases of a queue that none of these people is given, by what is lacking; most first.
 * @param groups cases alike, with how many there are
 */
export function findGaps(
  queue: string,
  groups: readonly (Demand & { count: number })[],
  people: readonly AtWork[],
): Gap[] {
  const gaps = new Map<string, Gap>();
  for (const group of groups) {
    const allowed = people.filter((person) => may(person, queue, group)).map(({ skills }) => skills);
    if (allowed.some((skills) => covers(skills, group))) continue;
    const lacking = lackingIn(group, allowed);
    const key = `${lacking.kind} ${lacking.value}`;
    gaps.set(key, { ...lacking, count: (gaps.get(key)?.count ?? 0) + group.count });
  }
  return [...gaps.values()].sort((a, b) => b.count - a.count);
}

function lackingIn(demand: Demand, allowed: readonly Skills[]): Pick<Gap, "kind" | "value"> {
  if (allowed.length === 0) return { kind: "right", value: "" };
  if (!allowed.some((skills) => reads(skills, demand.language)))
    return { kind: "language", value: demand.language ?? "" };
  if (!allowed.some((skills) => knows(skills, demand.policyCode)))
    return { kind: "policy", value: demand.policyCode ?? "" };
  if (!allowed.some((skills) => bears(skills, demand.severity)))
    return { kind: "severity", value: String(demand.severity) };
  return {
    kind: "combination",
    value: [demand.language, demand.policyCode, demand.severity].filter((part) => part !== null).join(" · "),
  };
}
