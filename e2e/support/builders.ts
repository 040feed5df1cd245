import { randomUUID } from "node:crypto";
import { permissionsOf, type Role, readColleague, type Viewer } from "#lib/auth/index.ts";
import { ingestItems, itemInputSchema, judgeItems, readBatch, type Scorer } from "#lib/content/index.ts";
import { db } from "#lib/db/index.ts";
import { seedPathRows } from "#lib/policy/seed-paths.ts";
import { seedPolicies } from "#lib/policy/seed-policies.ts";
import { SEED_QUEUES } from "#lib/policy/seed-queues.ts";
import { seedRuleRows } from "#lib/policy/seed-rules.ts";

/** Policies, queues and rules as a fresh installation has them. */
export async function installPolicies(): Promise<void> {
  await db().queue.createMany({ data: [...SEED_QUEUES] });
  await db().escalationPath.createMany({ data: seedPathRows(await db().queue.findMany()) });
  for (const { code, position, ...version } of seedPolicies())
    await db().policy.create({
      data: { code, position, versions: { create: { ...version, version: 1, publishedAt: new Date() } } },
    });
  for (const data of seedRuleRows(new Date())) await db().rule.create({ data });
}

/** A person with these roles. */
export async function aViewer(...roles: Role[]): Promise<Viewer> {
  const name = `${roles.join("+")} ${randomUUID().slice(0, 4)}`;
  const user = await db().user.create({ data: { email: `${randomUUID()}@docket.local`, name, roles } });
  const permissions = permissionsOf(roles);
  return {
    userId: user.id,
    name,
    email: user.email,
    roles,
    title: null,
    permissions,
    grants: [{ permissions, queues: null, policies: null }],
    sessionId: null,
    mustEnrol: false,
  };
}

/** A person whose role ends at these queues and policies, as the database says. */
export async function aLimitedViewer(
  role: Role,
  limits: { queues?: string[]; policies?: string[] },
): Promise<Viewer> {
  const { userId } = await aViewer(role);
  await db().roleLimit.create({ data: { userId, roleId: role, queues: [], policies: [], ...limits } });
  const viewer = await readColleague(db(), userId);
  if (!viewer) throw new Error("no such person");
  return viewer;
}

/** A scorer that gives every text the same signals. */
export function aScorer(signals: Record<string, number>): Scorer {
  return async (texts) => ({
    model: { name: "test-model", version: "1" },
    provider: "cpu",
    latencyMs: 1,
    results: texts.map(({ id }) => ({ id, signals })),
  });
}

/** Takes items in through the front door; returns Docket's ids in order. */
export async function ingest(
  ...items: { externalId?: string; text?: string; [key: string]: unknown }[]
): Promise<string[]> {
  const body = { items: items.map((item) => ({ externalId: randomUUID(), text: "a plain post", ...item })) };
  const outcome = await ingestItems(readBatch(body, itemInputSchema, "items", 500).parsed);
  return outcome.results.map((result) => result.id ?? "");
}

/** Signals that send an item to people in the queue hate-harassment. */
export const REVIEW_SIGNALS = { hate: 0.8 };
/** Signals that the seeded spam policy acts on by itself. */
export const AUTOMATIC_SIGNALS = { spam: 0.995 };

/** Items that wait before people; returns their case numbers. */
export async function openCasesFor(
  count: number,
  overrides: Record<string, unknown> = {},
): Promise<number[]> {
  const ids = await ingest(
    ...Array.from({ length: count }, (_, index) => ({ text: `post ${index} ${randomUUID()}`, ...overrides })),
  );
  const { failed } = await judgeItems(ids, aScorer(REVIEW_SIGNALS), new Date());
  if (failed.size > 0) throw [...failed.values()][0];
  const cases = await db().case.findMany({ where: { itemId: { in: ids } }, orderBy: { number: "asc" } });
  return cases.map((one) => one.number);
}

/** Makes a claim run out, as if its minutes had passed. */
export async function lapseClaim(caseNumber: number): Promise<void> {
  await db().case.update({
    where: { number: caseNumber },
    data: { claimExpiresAt: new Date(Date.now() - 1000) },
  });
}

/** Brings a decision's deliveries past their time to undo. */
export async function makeDeliveriesDue(decisionId: string): Promise<void> {
  await db().enforcement.updateMany({
    where: { decisionId },
    data: { notBefore: new Date(Date.now() - 1000) },
  });
}
