import { z } from "zod";
import { readTrail } from "#lib/audit/index.ts";
import type { Tx } from "#lib/db/index.ts";
import { DomainError } from "#lib/errors.ts";
import type { RuleNames } from "./check-rule.ts";

/** A rule with its versions, newest first. @throws DomainError not_found */
export async function loadRule(tx: Tx, id: string) {
  const rule = await tx.rule.findUnique({
    where: { id },
    include: { versions: { orderBy: { version: "desc" }, include: { author: { select: { name: true } } } } },
  });
  if (!rule) throw new DomainError("not_found", "There is no such rule.");
  return rule;
}

/** Changes a rule if it is still as its reader saw it. @throws DomainError conflict with who changed it */
export async function changeRule(
  tx: Tx,
  id: string,
  revision: number,
  data: Parameters<Tx["rule"]["updateMany"]>[0]["data"],
): Promise<void> {
  const { count } = await tx.rule.updateMany({
    where: { id, revision },
    data: { ...data, revision: { increment: 1 } },
  });
  if (count === 1) return;
  const now = await loadRule(tx, id);
  const [last] = await readTrail(tx, `rule:${id}`, 1);
  throw new DomainError("conflict", "Somebody changed this rule meanwhile.", {
    extra: { reason: "edited", revision: now.revision, by: last?.by ?? null },
  });
}

const countsSchema = z.array(
  z.object({
    ruleId: z.string(),
    shadow: z.boolean(),
    week: z.number(),
    recent: z.number(),
    before: z.number(),
    recentItems: z.number(),
    beforeItems: z.number(),
  }),
);
export type RuleCounts = z.infer<typeof countsSchema>[number];

/**
 * Hits of the versions in force: over seven days, over the last day and over the week before that, each with the
 * items judged since that version came in force.
 */
export async function countHits(tx: Tx, now: Date): Promise<RuleCounts[]> {
  return countsSchema.parse(
    await tx.$queryRaw`
      WITH asked AS (
        SELECT id, false AS shadow, live_version AS version, live_since AS since FROM rules WHERE live_version IS NOT NULL
        UNION ALL
        SELECT id, true, shadow_version, shadow_since FROM rules WHERE shadow_version IS NOT NULL)
      SELECT a.id::text AS "ruleId", a.shadow,
        coalesce(h.week, 0)::int AS week, coalesce(h.recent, 0)::int AS recent, coalesce(h.before, 0)::int AS before,
        coalesce(b.recent, 0)::int AS "recentItems", coalesce(b.before, 0)::int AS "beforeItems"
      FROM asked a
      LEFT JOIN LATERAL (
        SELECT count(*) FILTER (WHERE at > ${now}::timestamptz - interval '7 days') AS week,
               count(*) FILTER (WHERE at > ${now}::timestamptz - interval '1 day') AS recent,
               count(*) FILTER (WHERE at <= ${now}::timestamptz - interval '1 day') AS before
        FROM rule_hits WHERE rule_id = a.id AND version = a.version AND shadow = a.shadow
          AND at >= greatest(a.since, ${now}::timestamptz - interval '8 days') AND at <= ${now}) h ON true
      LEFT JOIN LATERAL (
        SELECT sum(items) FILTER (WHERE at > ${now}::timestamptz - interval '1 day') AS recent,
               sum(items) FILTER (WHERE at <= ${now}::timestamptz - interval '1 day') AS before
        FROM judged_batches
        WHERE at >= greatest(a.since, ${now}::timestamptz - interval '8 days') AND at <= ${now}) b ON true`,
  );
}

/** How many of the newest items the facts on offer are read from. */
const FACT_ITEMS = 1000;
const factsSchema = z.array(z.object({ name: z.string() }));

/** What a rule may name: facts and signals seen lately, queues, policies in force. */
export async function readNames(tx: Tx): Promise<RuleNames> {
  const [facts, queues, policies] = await Promise.all([
    tx.$queryRaw`
      WITH recent AS (SELECT id, facts, account_id FROM items ORDER BY id DESC LIMIT ${FACT_ITEMS})
      SELECT DISTINCT 'item.' || key AS name FROM recent, jsonb_object_keys(facts) AS key
      UNION SELECT DISTINCT 'account.' || key FROM accounts, jsonb_object_keys(facts) AS key
        WHERE accounts.id IN (SELECT account_id FROM recent)
      UNION SELECT DISTINCT 'signal.' || key FROM signal_sets s, jsonb_object_keys(s.values) AS key
        WHERE s.item_id IN (SELECT id FROM recent) AND s.source <> 'lexicon'
      UNION SELECT DISTINCT 'signal.' || s.source || '.' || key FROM signal_sets s, jsonb_object_keys(s.values) AS key
        WHERE s.item_id IN (SELECT id FROM recent) AND s.source <> 'lexicon'
      UNION SELECT DISTINCT 'lexicon.' || key FROM signal_sets s, jsonb_object_keys(s.values) AS key
        WHERE s.item_id IN (SELECT id FROM recent) AND s.source = 'lexicon'
      ORDER BY 1 LIMIT 500`,
    tx.queue.findMany({
      where: { purpose: { in: ["triage", "quality"] }, retiredAt: null },
      select: { slug: true },
    }),
    tx.policy.findMany({
      where: { retiredAt: null, versions: { some: { publishedAt: { not: null } } } },
      orderBy: { position: "asc" },
      include: {
        versions: { where: { publishedAt: { not: null } }, orderBy: { version: "desc" }, take: 1 },
      },
    }),
  ]);
  return {
    facts: factsSchema.parse(facts).map(({ name }) => name),
    queues: queues.map(({ slug }) => slug),
    policies: policies.map(({ code, versions }) => ({
      code,
      allowedActions: versions[0]?.allowedActions ?? [],
    })),
  };
}
